using System.Text.Json;

namespace CrossSell.Benchmarks.Baselines;

/// <summary>A model kept as JSON, as one does first: rules with their products by name.</summary>
internal static class JsonModelFile
{
    public static byte[] Write(CrossSellModel model) =>
        JsonSerializer.SerializeToUtf8Bytes(Enumerable.Range(0, model.RuleCount).Select(model.RuleAt).Select(rule => new Rule(
            [.. rule.Antecedent.Select(product => product.Value)], rule.Consequent.Value, rule.Counts.N11, rule.Counts.N1x)));

    /// <summary>Reads the rules and finds each product's.</summary>
    public static ILookup<string, Rule> Read(byte[] json) => JsonSerializer.Deserialize<List<Rule>>(json)!.ToLookup(rule => rule.Consequent);

    internal sealed record Rule(string[] Antecedent, string Consequent, long Both, long WithAntecedent);
}
