using System.Globalization;
using CrossSell.Ledger;

namespace CrossSell.Tool;

/// <summary>A contact that was made, as the command line tells it.</summary>
internal sealed record ContactEntry
{
    public required string Channel { get; init; }

    public required ContactState State { get; init; }

    public ContactPurpose Purpose { get; init; }

    public string? Campaign { get; init; }

    public bool IsInbound { get; init; }

    /// <summary>Null for one made of customer, channel and instant.</summary>
    public string? Key { get; init; }

    /// <summary>Writes it down; says what was done.</summary>
    /// <exception cref="UsageException">It cannot be kept.</exception>
    /// <exception cref="FailureException">The key is another contact's.</exception>
    public async Task<string> RecordAsync(ContactLedger ledger, LedgerSubject subject, DateTimeOffset at, CancellationToken cancellation)
    {
        var request = new ContactRequest
        {
            IdempotencyKey = Key ?? string.Create(CultureInfo.InvariantCulture, $"{subject.Customer}|{Channel}|{at:yyyy-MM-dd'T'HH:mm:ss.ffffff}"),
            Customer = subject.Customer,
            Household = subject.Household,
            Account = subject.Account,
            Channel = Channel,
            Purpose = Purpose,
            Campaign = Campaign,
            At = at,
            Direction = IsInbound ? ContactDirection.Inbound : ContactDirection.Outbound,
        };
        if (request.Validate() is { Count: > 0 } failures)
        {
            throw new UsageException(string.Join(' ', failures));
        }

        Reservation result = await ledger.RecordContactAsync(request, State, cancellation).ConfigureAwait(false);
        return result.IsAccepted ? "the contact is recorded" : throw new FailureException($"another contact is recorded under '{request.IdempotencyKey}'.");
    }
}
