using CrossSell.Ledger;

namespace CrossSell.Testing;

/// <summary>
/// Reads what callers saw of a ledger and says what cannot be right: a window of a limit exceeded at some moment, one key used for two contacts,
/// one contact handed to two senders, a refusal that no state during its call explains.
/// </summary>
/// <remarks>
/// Sound: it complains only about what is wrong in every order in which the calls can have taken effect. A slot surely counts from the return
/// of the call that took it to the begin of the call that gave it up, or to its expiry; it may count from the begin of the one to the
/// return of the other. Cost: for each subject, the square of its operations times the cost of <see cref="LimitSpec.IsBrokenBy"/>.
/// </remarks>
public static class HistoryChecker
{
    /// <summary>Everything that cannot be right, one sentence each, in a fixed order; empty when the history can be right.</summary>
    /// <param name="operations">The calls, in any order.</param>
    /// <param name="limits">The limits that were in force.</param>
    public static IReadOnlyList<string> Check(IReadOnlyList<LedgerOperation> operations, params IReadOnlyList<LimitSpec> limits)
    {
        ArgumentNullException.ThrowIfNull(operations);
        ArgumentNullException.ThrowIfNull(limits);
        List<string> faults = [.. Keys(operations), .. Senders(operations)];
        Life[] lives = [.. operations.Where(o => o.Contact is not null).GroupBy(o => ContactRef.Of(o.Contact!)).Select(group => Life.Of([.. group]))];
        LedgerOperation[] unheard = [.. operations.Where(o => o is { Returned: long.MaxValue, Request: not null, Contact: null })];
        foreach (LimitSpec limit in limits)
        {
            ILookup<SubjectKey, Life> bySubject = lives
                .SelectMany(life => life.Contact.Subjects.Where(s => s.Kind == limit.Subject).Select(subject => (subject, life)))
                .ToLookup(pair => pair.subject, pair => pair.life);
            faults.AddRange(bySubject.OrderBy(group => group.Key).SelectMany(group => Exceeded(limit, group.Key, [.. group])));
        }

        faults.AddRange(operations.Where(o => o.IsRefused).OrderBy(o => o.Invoked).Where(o => !IsExplained(o, limits, lives, unheard)).Select(o =>
            $"Key {o.Request!.IdempotencyKey} was refused, but no state during the call explains it."));
        return faults;
    }

    private static IEnumerable<string> Keys(IReadOnlyList<LedgerOperation> operations) =>
        operations.Where(o => o.Contact is not null)
            .GroupBy(o => (o.Contact!.Tenant, o.Contact.Root, o.Contact.IdempotencyKey))
            .Where(group => group.Select(o => (o.Contact!.Id, o.Contact.Fingerprint)).Distinct().Count() > 1)
            .Select(group => $"Key {group.Key.IdempotencyKey} stands for more than one contact.")
            .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Senders(IReadOnlyList<LedgerOperation> operations) =>
        operations.Where(o => o.BeganDispatch).GroupBy(o => ContactRef.Of(o.Contact!)).Where(group => group.Count() > 1)
            .Select(group => $"Contact {group.Key.Id} was handed to {group.Count()} senders.")
            .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Exceeded(LimitSpec limit, SubjectKey subject, Life[] lives)
    {
        // What surely counts grows only when a slot has surely been taken: those moments are enough.
        foreach (Life moment in lives.OrderBy(life => life.Taken))
        {
            Contact[] counted = [.. lives.Where(life => life.SurelyCountsAt(moment.Taken, moment.TakenAt)).Select(life => life.Contact)];
            if (limit.IsBrokenBy(counted))
            {
                yield return $"Limit {limit.Name} ({limit.Limit}) was exceeded for {subject}: {counted.Length} contacts counted at once.";
                yield break;
            }
        }
    }

    private static bool IsExplained(LedgerOperation refusal, IReadOnlyList<LimitSpec> limits, Life[] lives, LedgerOperation[] unheard)
    {
        ContactRequest request = refusal.Request!;
        Contact[] possible =
        [
            .. lives.Where(life => life.MayCountDuring(refusal)).Select(life => life.Contact),
            .. unheard.Where(o => o.Invoked < refusal.Returned).Select(o => Candidate(o.Request!, o.At)),
        ];
        DateTimeOffset[] instants = request.At is { } at && at > refusal.Until ? [at] : [refusal.At, refusal.Until];
        return limits.Any(limit => request.Subjects.Where(s => s.Kind == limit.Subject).Any(subject => instants.Any(instant =>
        {
            Contact[] others = [.. possible.Where(c => c.Tenant == request.Tenant && c.Concerns(subject))];
            return limit.IsBrokenBy([.. others, Candidate(request, instant)]);
        })));
    }

    private static Contact Candidate(ContactRequest request, DateTimeOffset at)
    {
        TimeZoneInfo zone = request.Zone is { } id && TimeZoneInfo.TryFindSystemTimeZoneById(id, out TimeZoneInfo? known) ? known : TimeZoneInfo.Utc;
        return new Contact
        {
            Id = Guid.Empty, Tenant = request.Tenant, Root = request.EffectiveRoot, IdempotencyKey = request.IdempotencyKey, Fingerprint = "",
            Subjects = request.Subjects, Customer = request.Customer, Channel = request.Channel, Direction = request.Direction, Purpose = request.Purpose,
            Campaign = request.Campaign, Categories = request.Categories, Tags = request.Tags, Offers = request.Offers, CustomerClass = request.CustomerClass,
            At = LedgerTime.Truncate(at), LocalDate = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime), Zone = zone.Id,
            Priority = request.Priority, RequestedByCustomer = request.RequestedByCustomer,
        };
    }

    /// <summary>One contact's time on the ledger, as far as its callers can tell.</summary>
    private sealed record Life(
        Contact Contact, long FirstAsked, long Taken, DateTimeOffset TakenAt, long GivenUpAsked, long GivenUp, DateTimeOffset? Expires)
    {
        public static Life Of(LedgerOperation[] operations)
        {
            // Two owners of one id would be seen by Keys; here the newest word on the contact's attributes counts.
            Contact newest = operations.MaxBy(o => (o.Contact!.Fence, o.Returned))!.Contact!;

            // A reservation that ran out and was taken again counts since then, not in between.
            LedgerOperation first = operations.Where(o => o.Contact!.At == newest.At).MinBy(o => o.Returned)!;
            LedgerOperation? end = operations.Where(o => !PlainLimits.Counts(o.Contact!, DateTimeOffset.MinValue)).MinBy(o => o.Returned);
            bool dispatched = operations.Any(o => o.Contact!.State is not (ContactState.Reserved or ContactState.Planned) && PlainLimits.Counts(o.Contact, DateTimeOffset.MinValue));
            return new Life(
                newest, operations.Min(o => o.Invoked), first.Returned, first.Until, end?.Invoked ?? long.MaxValue, end?.Returned ?? long.MaxValue,
                dispatched ? null : newest.ExpiresAt ?? operations.Max(o => o.Contact!.ExpiresAt));
        }

        public bool SurelyCountsAt(long place, DateTimeOffset now) => Taken <= place && GivenUpAsked > place && (Expires is not { } end || now < end);

        public bool MayCountDuring(LedgerOperation call) => FirstAsked < call.Returned && GivenUp > call.Invoked && (Expires is not { } end || call.At < end);
    }
}
