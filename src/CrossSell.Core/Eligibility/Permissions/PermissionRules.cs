using CrossSell.Eligibility;
using CrossSell.Ledger;

namespace CrossSell;

/// <summary>Who may be contacted at all: objections, holds, pauses, and the permission that each channel needs.</summary>
/// <remarks>
/// <para>Immutable and thread-safe; a pure function of what it is given.</para>
/// <para>
/// Judged are outbound contacts. Objections stop the purposes that they name. Holds and pauses stop marketing that the customer did not ask for. Permissions are
/// asked for marketing that the customer did not ask for. Of the permissions for a channel and purpose, the newest that had begun decides.
/// </para>
/// </remarks>
public sealed record PermissionRules
{
    /// <summary>Objections, holds and pauses alone: permissions are kept elsewhere and not asked for.</summary>
    public static PermissionRules WithoutConsent { get; } = new() { AsksConsent = false };

    /// <summary>A permission that was expressly given, for every channel that has no entry of its own.</summary>
    public static PermissionRules OptIn { get; } = new();

    /// <summary>
    /// Germany (§ 7 UWG), consumers: calls need an express permission that can be proved, e-mail an express one or that of existing customers, letters none
    /// until an objection. Channels are <c>phone</c>, <c>email</c> and <c>letter</c>; every other one needs an express permission. Have it reviewed.
    /// </summary>
    public static PermissionRules GermanConsumers { get; } = new()
    {
        Channels =
        [
            new ChannelConsentRule("phone", [ConsentBasis.OptIn], NeedsEvidence: true),
            new ChannelConsentRule("email", [ConsentBasis.OptIn, ConsentBasis.ExistingCustomer]),
            new ChannelConsentRule("letter", []),
        ],
    };

    /// <summary>Whether permissions are asked for. Default: true.</summary>
    public bool AsksConsent { get; init; } = true;

    /// <summary>What channels need; one that is not listed needs <see cref="ConsentBasis.OptIn"/>.</summary>
    public IReadOnlyList<ChannelConsentRule> Channels { get; init; } = [];

    /// <summary>Judges a contact.</summary>
    /// <param name="context">The contact and what is known of its customer. At reserve it is judged at the contact's instant, at dispatch now.</param>
    /// <returns>Every veto, and the permission that the contact relies on.</returns>
    public PermissionVerdict Check(AdmissionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new PermissionCheck(this, context).At(context.Step == AdmissionStep.Dispatch ? context.Now : context.Candidate.At);
    }

    internal ChannelConsentRule For(string channel) =>
        Channels.FirstOrDefault(c => string.Equals(c.Channel, channel, StringComparison.Ordinal)) ?? new ChannelConsentRule(channel, [ConsentBasis.OptIn]);
}
