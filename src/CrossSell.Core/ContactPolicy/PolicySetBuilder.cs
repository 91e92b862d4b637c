using CrossSell.ContactPolicy;

namespace CrossSell;

/// <summary>Collects the rules of a policy; <see cref="Build"/> checks them all at once.</summary>
/// <remarks>Not thread-safe.</remarks>
public sealed class PolicySetBuilder
{
    private readonly List<ContactRule> _rules = [];
    private readonly List<QuietHours> _quietHours = [];

    /// <summary>A policy without rules.</summary>
    /// <param name="id">The policy's id.</param>
    /// <param name="version">The policy's version.</param>
    public PolicySetBuilder(string id = "policy", string version = "1")
    {
        Id = id;
        Version = version;
    }

    /// <summary>The policy's id.</summary>
    public string Id { get; set; }

    /// <summary>The policy's version.</summary>
    public string Version { get; set; }

    /// <summary>The zone, by its IANA id, in which contacts are judged whose own zone is unknown to this machine.</summary>
    /// <value>Default: <c>UTC</c>.</value>
    public string OrganizationZone { get; set; } = "UTC";

    /// <summary>Which contacts limits and quiet hours do not refuse.</summary>
    /// <value>Default: <see cref="PolicyExemptions.Usual"/>.</value>
    public PolicyExemptions Exemptions { get; set; } = PolicyExemptions.Usual;

    /// <summary>Who may be contacted at all.</summary>
    /// <value>Default: <see cref="PermissionRules.WithoutConsent"/>: objections, holds and pauses are heeded, permissions are not asked for.</value>
    public PermissionRules Permissions { get; set; } = PermissionRules.WithoutConsent;

    /// <summary>Adds a limit on contacts.</summary>
    public PolicySetBuilder Add(ContactRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        _rules.Add(rule);
        return this;
    }

    /// <summary>Adds quiet hours.</summary>
    public PolicySetBuilder Add(QuietHours quietHours)
    {
        ArgumentNullException.ThrowIfNull(quietHours);
        _quietHours.Add(quietHours);
        return this;
    }

    /// <summary>What is wrong with the policy, one sentence each; empty when it can be built.</summary>
    public IReadOnlyList<string> Validate()
    {
        var failures = new List<string>();
        if (string.IsNullOrWhiteSpace(Id) || string.IsNullOrWhiteSpace(Version))
        {
            failures.Add($"The policy has the id '{Id}' and the version '{Version}'; neither may be empty.");
        }

        if (ZoneClock.Find(OrganizationZone ?? "") is null)
        {
            failures.Add($"The zone '{OrganizationZone}' is unknown to this machine; it must be an IANA id such as Europe/Berlin.");
        }

        if (Exemptions is null || Permissions is null)
        {
            failures.Add("Exemptions or Permissions is null; where nothing is exempt or asked for they must say so.");
        }

        IEnumerable<string> ids = _rules.Select(r => r.Id).Concat(_quietHours.Select(q => q.Id));
        failures.AddRange(ids.GroupBy(id => id, StringComparer.Ordinal).Where(g => g.Count() > 1)
            .Select(g => $"{g.Count()} rules have the id '{g.Key}'; verdicts name rules by their ids, so each needs one of its own."));
        failures.AddRange(_quietHours.Where(q => string.IsNullOrWhiteSpace(q.Id)).Select(_ => "Quiet hours have no id."));
        failures.AddRange(_quietHours.Where(q => q.Intervals.Count == 0 && q.Holidays.Count == 0)
            .Select(q => $"The quiet hours '{q.Id}' have neither an interval nor a holiday; leave them out, or say when it is quiet."));
        failures.AddRange(_quietHours.SelectMany(q => q.Intervals.Where(i => i.Days.Count == 0).Select(_ => $"An interval of the quiet hours '{q.Id}' has no weekday.")));
        return failures;
    }

    /// <summary>Checks the policy and fixes it.</summary>
    /// <exception cref="PolicyException">Something is wrong; the message lists all of it.</exception>
    public PolicySet Build() => Validate() is { Count: > 0 } failures
        ? throw new PolicyException($"policy '{Id}'", failures)
        : new PolicySet(Id, Version, OrganizationZone, [.. _rules], [.. _quietHours], Exemptions, Permissions);
}
