using BenchmarkDotNet.Attributes;
using CrossSell.Benchmarks.Gates;
using CrossSell.Benchmarks.Generated;
using CrossSell.ContactPolicy;

namespace CrossSell.Benchmarks;

/// <summary>Check and reserve under "at most 2 in 7 days" for customers drawn from a million, each with four contacts of the past; a day passes in every two hundred thousand requests.</summary>
[MemoryDiagnoser]
public class ContactCaps
{
    /// <summary>How many customers one call of a way asks about.</summary>
    internal const int Calls = 4_096;

    private const int CallsChecked = 100;

    private readonly IndexAnswer[] _answers = new IndexAnswer[Calls];
    private ContactCase _case = null!;

    [GlobalSetup]
    public void Setup()
    {
        _case = PerProcess.Of(() => new ContactCase(Calls));
        PerProcess.Once(() =>
        {
            for (int call = 0; call < CallsChecked; call++)
            {
                int admitted = Naive();
                SameAnswer.Check(admitted, call % 2 == 0 ? Days() : DaysInBatches());
                SameAnswer.Check(admitted, call % 2 == 0 ? Instants() : InstantsInBatches());
            }

            WarmUp.Both(Naive, Days);
            WarmUp.Both(Instants, DaysInBatches);
            WarmUp.Repeat(InstantsInBatches);
        });
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Calls)]
    public int Naive()
    {
        ReadOnlySpan<int> drawn = _case.ForNaive.Next(out DateTimeOffset now);
        DateTime at = now.UtcDateTime;
        int admitted = 0;
        foreach (int customer in drawn)
        {
            admitted += _case.Naive.TryReserve(_case.Names[customer], at) ? 1 : 0;
        }

        return admitted;
    }

    [Benchmark(OperationsPerInvoke = Calls), Gate(maxRatio: 0.1, maxBytes: 0)]
    public int Days()
    {
        ReadOnlySpan<int> drawn = _case.ForDays.Next(out DateTimeOffset now);
        var day = DateOnly.FromDateTime(now.DateTime);
        _case.Days.Forget(day);
        int admitted = 0;
        foreach (int customer in drawn)
        {
            admitted += _case.Days.TryReserve(customer, day) == IndexAnswer.Admitted ? 1 : 0;
        }

        return admitted;
    }

    [Benchmark(OperationsPerInvoke = Calls), Gate(maxRatio: 0.1, maxBytes: 0)]
    public int Instants()
    {
        ReadOnlySpan<int> drawn = _case.ForInstants.Next(out DateTimeOffset now);
        _case.Instants.Forget(now);
        int admitted = 0;
        foreach (int customer in drawn)
        {
            admitted += _case.Instants.TryReserve(customer, now) == IndexAnswer.Admitted ? 1 : 0;
        }

        return admitted;
    }

    [Benchmark(OperationsPerInvoke = Calls), Gate(maxRatio: 0.0125, maxBytes: 0)]
    public int DaysInBatches()
    {
        ReadOnlySpan<int> drawn = _case.ForDays.Next(out DateTimeOffset now);
        var day = DateOnly.FromDateTime(now.DateTime);
        _case.Days.Forget(day);
        _case.Days.TryReserve(drawn, day, _answers);
        return _answers.AsSpan().Count(IndexAnswer.Admitted);
    }

    /// <remarks>Below the eightieth of days: a customer is 24 bytes, not 8, and the memory decides.</remarks>
    [Benchmark(OperationsPerInvoke = Calls), Gate(maxRatio: 0.025, maxBytes: 0)]
    public int InstantsInBatches()
    {
        ReadOnlySpan<int> drawn = _case.ForInstants.Next(out DateTimeOffset now);
        _case.Instants.Forget(now);
        _case.Instants.TryReserve(drawn, now, _answers);
        return _answers.AsSpan().Count(IndexAnswer.Admitted);
    }

    /// <summary>Only asked, nothing taken.</summary>
    [Benchmark(OperationsPerInvoke = Calls), Gate(maxRatio: 0.1, maxBytes: 0)]
    public int DaysChecked()
    {
        ReadOnlySpan<int> drawn = _case.ForDays.Look(out DateTimeOffset now);
        var day = DateOnly.FromDateTime(now.DateTime);
        int admitted = 0;
        foreach (int customer in drawn)
        {
            admitted += _case.Days.Check(customer, day) == IndexAnswer.Admitted ? 1 : 0;
        }

        return admitted;
    }

    /// <summary>Only asked, nothing taken.</summary>
    [Benchmark(OperationsPerInvoke = Calls), Gate(maxRatio: 0.1, maxBytes: 0)]
    public int InstantsChecked()
    {
        ReadOnlySpan<int> drawn = _case.ForInstants.Look(out DateTimeOffset now);
        int admitted = 0;
        foreach (int customer in drawn)
        {
            admitted += _case.Instants.Check(customer, now) == IndexAnswer.Admitted ? 1 : 0;
        }

        return admitted;
    }
}
