using System.Globalization;
using CrossSell.ContactPolicy;
using CrossSell.Ledger;

namespace CrossSell.Tests.ContactPolicy;

/// <summary>Short ways to write contacts, contexts and policies.</summary>
internal static class Cases
{
    public static readonly DateTimeOffset Day0 = T("2026-01-01T00:00Z");

    public static DateTimeOffset T(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUniversalTime();

    public static DateTimeOffset Day(double day) => Day0.AddDays(day);

    public static Contact Contact(DateTimeOffset at, string zone = "UTC", ContactState state = ContactState.Sent, string customer = "c", int number = 0) => new()
    {
        Id = new Guid(number + 1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]),
        Tenant = "t",
        Root = SubjectKey.Of(new CustomerId(customer)),
        IdempotencyKey = number.ToString(CultureInfo.InvariantCulture),
        Fingerprint = "f",
        Subjects = [SubjectKey.Of(new CustomerId(customer))],
        Customer = new CustomerId(customer),
        Channel = "phone",
        State = state,
        At = at,
        Zone = zone,
        LocalDate = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(zone)).DateTime),
    };

    /// <summary>A candidate among contacts, asked for when the candidate is to be made.</summary>
    public static AdmissionContext Context(Contact candidate, params Contact[] contacts) => new()
    {
        Candidate = candidate with { Id = new Guid(0, 1, 0, [0, 0, 0, 0, 0, 0, 0, 0]), State = ContactState.Reserved },
        Contacts = [.. contacts.Select((c, i) => c with { Id = new Guid(i + 1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]) }).OrderBy(c => c.At).ThenBy(c => c.Id)],
        Now = candidate.At,
    };

    public static PolicySet Policy(params ContactRule[] rules)
    {
        var builder = new PolicySetBuilder();
        foreach (ContactRule rule in rules)
        {
            builder.Add(rule);
        }

        return builder.Build();
    }

    public static bool Admits(this PolicySet policy, AdmissionContext context) => policy.Admit(context).IsAdmitted;
}
