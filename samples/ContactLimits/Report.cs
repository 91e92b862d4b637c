using System.Globalization;
using CrossSell;
using CrossSell.Ledger;

namespace ContactLimits;

/// <summary>What is shown: that the caps held, why a request was refused, and from when on it would not be.</summary>
internal sealed class Report(ContactDesk desk)
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");
    private static readonly CultureInfo German = CultureInfo.GetCultureInfo("de");
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    public async Task<bool> ShowCapsAsync(Tally mine, Tally theirs)
    {
        int[] customers = new int[Race.Customers];
        for (int i = 0; i < customers.Length; i++)
        {
            SubjectKey root = Race.Request(i, "read").EffectiveRoot;
            RootView seen = await desk.Ledger.ReadAsync(new CustomerRef("main", root, Race.Customer(i)));
            customers[i] = seen.Contacts.Count(contact => contact.Customer == Race.Customer(i) && contact.State == ContactState.Sent);
        }

        int[] households = [.. customers.Chunk(2).Skip(1).Select(two => two.Sum())];
        Console.WriteLine($"{Race.Customers} customers, two in each household. Two processes asked for each of them {2 * Race.AttemptsEach} times:");
        Console.WriteLine($"  {mine.Asked + theirs.Asked:N0} requests, {mine.Accepted + theirs.Accepted} accepted, {mine.Refused + theirs.Refused:N0} refused.");
        Console.WriteLine($"  most contacts of one customer:   {customers.Max()} (limit 2 in 7 days)");
        Console.WriteLine($"  most contacts of one household:  {households.Max()} (limit 3 a month)");
        Console.WriteLine($"  households that got exactly 3:   {households.Count(sum => sum == 3)} of {households.Length}");
        Console.WriteLine($"  calls to {Race.Customer(0)}, who objected: {customers[0]}");

        // The first household is no household: one objected, the other is alone.
        int expected = (3 * households.Length) + 2;
        bool isHeld = customers.Max() == 2 && households.All(sum => sum == 3) && customers[0] == 0 && mine.Accepted + theirs.Accepted == expected;
        Console.WriteLine(isHeld ? "The caps held, and no slot was lost." : "THE CAPS DID NOT HOLD.");
        return isHeld;
    }

    public async Task ShowReasonsAsync()
    {
        Console.WriteLine();
        Console.WriteLine("Asked once more, on Monday, 2 March 2026, 10:30 in Berlin:");
        await ShowAsync(Race.Request(0, "once more"));
        await ShowAsync(Race.Request(1, "once more"));
        await ShowAsync(Race.Request(2, "once more"));
        Console.WriteLine();
        Console.WriteLine("Somebody new, at 21:15 that evening:");
        desk.Clock.Advance(new TimeSpan(10, 45, 0));
        await ShowAsync(Race.Request(Race.Customers, "at night") with { Household = null });
    }

    private async Task ShowAsync(ContactRequest request)
    {
        Reservation reservation = await desk.Ledger.ReserveAsync(request);
        string rules = string.Join(", ", reservation.Admission.Vetoes.Select(veto => veto.RuleId is null ? veto.Code : $"{veto.Code} {veto.RuleId}"));
        Console.WriteLine($"  {request.Customer}: {reservation.Outcome} ({rules})");
        foreach (Veto veto in reservation.Admission.Vetoes)
        {
            Console.WriteLine($"     {veto.In(English, Berlin)}");
            Console.WriteLine($"     {veto.In(German, Berlin)}");
        }

        string again = reservation.Admission.EligibleAgainAt is { } at ? TimeZoneInfo.ConvertTime(at, Berlin).ToString("ddd, d MMM yyyy HH:mm", CultureInfo.InvariantCulture) : "never, as things are";
        Console.WriteLine($"     next allowed: {again}");
    }
}
