using System.Security.Cryptography;
using CrossSell.ContactPolicy;
using CrossSell.Ledger;

namespace CrossSell;

/// <summary>All rules about contacting customers, in one version: limits, least distances, quiet hours, exemptions, permissions.</summary>
/// <remarks>
/// Immutable and thread-safe; a pure function without a clock. A contact is admitted only when every rule that it matches admits it. A policy without rules
/// allows every contact that is permitted: no rule and a limit of 0, which allows none, are never the same.
/// </remarks>
public sealed partial class PolicySet : IContactAdmission
{
    private readonly TimeZoneInfo _organizationZone;

    internal PolicySet(
        string id,
        string version,
        string organizationZone,
        IReadOnlyList<ContactRule> rules,
        IReadOnlyList<QuietHours> quietHours,
        PolicyExemptions exemptions,
        PermissionRules permissions)
    {
        Id = id;
        Version = version;
        OrganizationZone = organizationZone;
        Rules = rules;
        QuietHours = quietHours;
        Exemptions = exemptions;
        Permissions = permissions;
        _organizationZone = ZoneClock.Find(organizationZone)!;
        Hash = Convert.ToHexStringLower(SHA256.HashData(PolicyWriter.Utf8Of(this, indented: false)));
        Horizon = rules.Any(r => r.Window.Horizon is null) ? null : rules.Select(r => r.Window.Horizon!.Value).DefaultIfEmpty(TimeSpan.Zero).Max();
    }

    /// <summary>The policy's id.</summary>
    public string Id { get; }

    /// <summary>The policy's version.</summary>
    public string Version { get; }

    /// <summary>SHA-256 of everything in the policy, 64 hexadecimal digits; decisions name it.</summary>
    public string Hash { get; }

    /// <summary>The zone in which contacts are judged whose own zone is unknown to this machine.</summary>
    public string OrganizationZone { get; }

    /// <summary>The limits, in the order in which they were added.</summary>
    public IReadOnlyList<ContactRule> Rules { get; }

    /// <summary>The quiet hours.</summary>
    public IReadOnlyList<QuietHours> QuietHours { get; }

    /// <summary>Which contacts limits and quiet hours do not refuse.</summary>
    public PolicyExemptions Exemptions { get; }

    /// <summary>Who may be contacted at all.</summary>
    public PermissionRules Permissions { get; }

    /// <inheritdoc/>
    public TimeSpan? Horizon { get; }

    string IContactAdmission.PolicyHash => Hash;

    string? IContactAdmission.PolicyJson => ToJson();

    /// <inheritdoc/>
    /// <remarks>
    /// At reserve everything is judged at the contact's own instant, a planned one in the future included. At dispatch permissions and quiet hours are judged now;
    /// of the limits only those that allow none at all, for the slot was taken. O(rules x contacts).
    /// </remarks>
    public Admission Admit(AdmissionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var judged = new PolicyCase(this, context);
        PermissionVerdict permission = Permissions.Check(context);
        IReadOnlyList<Veto> vetoes = judged.Vetoes();
        if (permission.Vetoes.Count > 0)
        {
            vetoes = [.. permission.Vetoes, .. vetoes];
        }

        return vetoes.Count == 0 && permission.ConsentId is null && judged.Exemption is null
            ? Admission.Admitted
            : new Admission { Vetoes = vetoes, ConsentId = permission.ConsentId, Exemption = judged.Exemption };
    }

    /// <summary>The first instant from the contact's own on at which limits and quiet hours admit it, if nothing else happens.</summary>
    /// <param name="context">The contact and what is known; judged as if a slot were to be taken.</param>
    /// <returns>The contact's own instant when it is admitted there; null when it never is. Permissions are not asked.</returns>
    public DateTimeOffset? EarliestAllowed(AdmissionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new PolicyCase(this, context).FirstAllowed(context.Candidate.At);
    }

    /// <summary>The zone of a contact, and whether it is known.</summary>
    internal (TimeZoneInfo Zone, bool IsKnown) ZoneOf(Contact contact) =>
        ZoneClock.Find(contact.Zone) is { } zone ? (zone, !contact.ZoneAssumed) : (_organizationZone, false);
}
