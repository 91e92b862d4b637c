using Microsoft.ML.Transforms;

namespace CrossSell.MLNet.Pipeline;

/// <summary>Gives every row the key of the model; found by name when ML.NET reads a model file.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class KeyMapping : CustomMappingFactory<BasketRow, KeyRow>
{
    public const string Contract = "CrossSell.Key";

    public override Action<BasketRow, KeyRow> GetMapping() => static (_, key) => key.Key = 0;
}
