using BenchmarkDotNet.Attributes;
using CrossSell.Benchmarks.Baselines;
using CrossSell.Benchmarks.Gates;
using CrossSell.Benchmarks.Generated;

namespace CrossSell.Benchmarks;

/// <summary>A saved model comes back, ready to score: checksums, checks and the compiled rules included.</summary>
[MemoryDiagnoser]
public class ModelLoad
{
    private byte[] _file = null!;
    private byte[] _json = null!;

    [GlobalSetup]
    public void Setup()
    {
        CrossSellModel model = new ScoringCase(products: 500, customers: 20_000, averageLength: 14, minCount: 60).Model;
        _file = model.ToBytes();
        _json = JsonModelFile.Write(model);
        SameAnswer.Check(Json(), Load());
        WarmUp.Both(Json, Load);
    }

    [Benchmark(Baseline = true)]
    public int Json() => JsonModelFile.Read(_json).Sum(rules => rules.Count());

    [Benchmark, Gate(maxRatio: 0.8)]
    public int Load() => CrossSellModel.FromBytes(_file).RuleCount;
}
