using CrossSell.ContactPolicy;
using CrossSell.Ledger;

namespace CrossSell;

/// <summary>A contact that somebody wanted to make, and what it was worth to him.</summary>
/// <remarks>Immutable.</remarks>
public sealed record SimulatedContact
{
    /// <summary>The contact, with the instant at which it was wanted. Its state says how it ends when it is admitted: as it stands after it was sent, or as sent where it never was.</summary>
    public required Contact Contact { get; init; }

    /// <summary>What it is worth, such as its expected value; finite. 0 where only contacts are counted.</summary>
    public double Value { get; init; }

    /// <summary>A contact as it would be asked of a ledger.</summary>
    /// <param name="request">The request; its <see cref="ContactRequest.At"/> must be given.</param>
    /// <param name="value">What it is worth.</param>
    /// <param name="organizationZone">The IANA id of the zone that holds where the request names none that is known.</param>
    /// <exception cref="ArgumentException">The request cannot be asked, or has no instant; the zone is unknown.</exception>
    public static SimulatedContact Of(ContactRequest request, double value = 0, string organizationZone = "UTC")
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Validate() is { Count: > 0 } failures)
        {
            throw new ArgumentException(string.Join(' ', failures), nameof(request));
        }

        DateTimeOffset at = LedgerTime.Truncate(request.At ?? throw new ArgumentException($"{nameof(request.At)} is missing; a simulation has no clock that says when the contact was wanted.", nameof(request)));
        TimeZoneInfo? known = request.Zone is { } id ? ZoneClock.Find(id) : null;
        TimeZoneInfo zone = known ?? ZoneClock.Find(organizationZone) ?? throw new ArgumentException($"The zone '{organizationZone}' is unknown to this machine; it must be an IANA id such as Europe/Berlin.", nameof(organizationZone));
        return new SimulatedContact
        {
            Value = value,
            Contact = new PreparedRequest(
                request, request.EffectiveRoot, request.Subjects, LedgerIds.ContactId(request.Tenant, request.EffectiveRoot, request.IdempotencyKey), LedgerIds.Fingerprint(request), default, null, zone, known is null, TimeSpan.FromDays(1))
                .Happened(at, ContactState.Sent),
        };
    }
}
