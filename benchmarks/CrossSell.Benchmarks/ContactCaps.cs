using BenchmarkDotNet.Attributes;
using CrossSell.Benchmarks.Baselines;
using CrossSell.Benchmarks.Gates;
using CrossSell.Benchmarks.Generated;
using CrossSell.ContactPolicy;

namespace CrossSell.Benchmarks;

/// <summary>Check and reserve under "at most 2 in 7 days" for customers drawn from a million, each with four contacts of the past; half a day passes in every hundred thousand.</summary>
[MemoryDiagnoser]
public class ContactCaps
{
    /// <summary>How many customers one call of a way asks about.</summary>
    internal const int Calls = 4_096;

    private const int Customers = 1_000_000;
    private const int Limit = 2;
    private const int CallsADay = 200_000;

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly int[] _drawn = new int[64 * Calls];
    private readonly IndexAnswer[] _answers = new IndexAnswer[Calls];
    private string[] _names = null!;
    private NaiveContactCaps _naive = null!;
    private DayContactIndex _days = null!;
    private InstantContactIndex _instants = null!;
    private long _calls;

    [GlobalSetup]
    public void Setup()
    {
        var random = new SeededNumbers(1);
        _names = [.. Enumerable.Range(0, Customers).Select(i => FormattableString.Invariant($"C{i:00000000}"))];
        for (int i = 0; i < _drawn.Length; i++)
        {
            _drawn[i] = random.Below(Customers);
        }

        _naive = new NaiveContactCaps(Limit, TimeSpan.FromDays(7), Customers);
        _days = DayContactIndex.For(ContactRule.AtMost(Limit).WithinDays(7), Customers, DateOnly.FromDateTime(Start.AddDays(-40).DateTime));
        _instants = InstantContactIndex.For(ContactRule.AtMost(Limit).Within(TimeSpan.FromDays(7)), Customers, Start.AddDays(-40));
        for (int i = 0; i < Customers; i++)
        {
            for (int c = 0; c < 4; c++)
            {
                DateTimeOffset at = Start.AddDays(-4 - (8 * (4 - c)) + random.Below(8));
                _naive.Add(_names[i], at.UtcDateTime);
                _days.Add(i, DateOnly.FromDateTime(at.DateTime));
                _instants.Add(i, at);
            }
        }

        WarmUp.Both(Naive, Days);
        WarmUp.Both(Instants, DaysInBatches);
        WarmUp.Repeat(InstantsInBatches);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Calls)]
    public int Naive()
    {
        DateTime at = Now().UtcDateTime;
        int admitted = 0;
        foreach (int customer in Next())
        {
            admitted += _naive.TryReserve(_names[customer], at) ? 1 : 0;
        }

        return admitted;
    }

    [Benchmark(OperationsPerInvoke = Calls), Gate(maxRatio: 0.1, maxBytes: 0)]
    public int Days()
    {
        var day = DateOnly.FromDateTime(Now().DateTime);
        _days.Forget(day);
        int admitted = 0;
        foreach (int customer in Next())
        {
            admitted += _days.TryReserve(customer, day) == IndexAnswer.Admitted ? 1 : 0;
        }

        return admitted;
    }

    [Benchmark(OperationsPerInvoke = Calls), Gate(maxRatio: 0.1, maxBytes: 0)]
    public int Instants()
    {
        DateTimeOffset now = Now();
        _instants.Forget(now);
        int admitted = 0;
        foreach (int customer in Next())
        {
            admitted += _instants.TryReserve(customer, now) == IndexAnswer.Admitted ? 1 : 0;
        }

        return admitted;
    }

    [Benchmark(OperationsPerInvoke = Calls), Gate(maxRatio: 0.0125, maxBytes: 0)]
    public int DaysInBatches()
    {
        var day = DateOnly.FromDateTime(Now().DateTime);
        _days.Forget(day);
        _days.TryReserve(Next(), day, _answers);
        return _answers.AsSpan().Count(IndexAnswer.Admitted);
    }

    /// <remarks>Below the eightieth of days: a customer is 24 bytes, not 8, and the memory decides.</remarks>
    [Benchmark(OperationsPerInvoke = Calls), Gate(maxRatio: 0.025, maxBytes: 0)]
    public int InstantsInBatches()
    {
        DateTimeOffset now = Now();
        _instants.Forget(now);
        _instants.TryReserve(Next(), now, _answers);
        return _answers.AsSpan().Count(IndexAnswer.Admitted);
    }

    /// <summary>Only asked, nothing taken.</summary>
    [Benchmark(OperationsPerInvoke = Calls), Gate(maxRatio: 0.1, maxBytes: 0)]
    public int DaysChecked()
    {
        var day = DateOnly.FromDateTime(Now().DateTime);
        int admitted = 0;
        foreach (int customer in Next())
        {
            admitted += _days.Check(customer, day) == IndexAnswer.Admitted ? 1 : 0;
        }

        return admitted;
    }

    /// <summary>Only asked, nothing taken.</summary>
    [Benchmark(OperationsPerInvoke = Calls), Gate(maxRatio: 0.1, maxBytes: 0)]
    public int InstantsChecked()
    {
        DateTimeOffset now = Now();
        int admitted = 0;
        foreach (int customer in Next())
        {
            admitted += _instants.Check(customer, now) == IndexAnswer.Admitted ? 1 : 0;
        }

        return admitted;
    }

    private DateTimeOffset Now() => Start.AddDays(_calls / CallsADay);

    private ReadOnlySpan<int> Next()
    {
        int from = (int)(_calls % _drawn.Length);
        _calls += Calls;
        return _drawn.AsSpan(from, Calls);
    }
}
