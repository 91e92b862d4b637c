using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CrossSell.MLNet.Pipeline;

/// <summary>A model and how many products it offers, as text: <c>count:base64 of the model's bytes</c>. It travels in a look-up table of ML.NET, the one part of its files that a stranger can write.</summary>
/// <remarks>Thread-safe. A text is decoded once, however many rows bring it along: ML.NET hands out the same characters each time.</remarks>
internal static class ModelText
{
    private static readonly ConditionalWeakTable<object, Decoded> Known = [];

    public static string Of(CrossSellModel model, int count) => string.Create(CultureInfo.InvariantCulture, $"{count}:{Convert.ToBase64String(model.ToBytes())}");

    /// <exception cref="ModelFormatException">The text is no such model.</exception>
    public static (CrossSellModel Model, int Count) Read(ReadOnlyMemory<char> text)
    {
        if (Holder(text) is not { } holder)
        {
            return Decode(text.Span);
        }

        // Several texts may stand in one block of characters; the place says which one was decoded.
        Decoded decoded = Known.GetValue(holder.Object, _ => Make(text, holder.Start));
        return decoded.Start == holder.Start && decoded.Length == text.Length ? (decoded.Model, decoded.Count) : Decode(text.Span);
    }

    private static (object Object, int Start)? Holder(ReadOnlyMemory<char> text) =>
        MemoryMarshal.TryGetString(text, out string? whole, out int start, out _) ? (whole, start)
        : MemoryMarshal.TryGetArray(text, out ArraySegment<char> part) && part.Array is { } array ? (array, part.Offset)
        : null;

    private static Decoded Make(ReadOnlyMemory<char> text, int start)
    {
        (CrossSellModel model, int count) = Decode(text.Span);
        return new Decoded(model, count, start, text.Length);
    }

    private static (CrossSellModel Model, int Count) Decode(ReadOnlySpan<char> text)
    {
        const string Source = "The model in the pipeline";
        int colon = text.IndexOf(':');
        if (colon < 1 || !int.TryParse(text[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out int count) || count < 1)
        {
            throw new ModelFormatException(Source, $"it begins with '{text[..Math.Min(16, text.Length)]}' and not with the number of products to offer and a colon");
        }

        byte[] bytes = new byte[((text.Length - colon - 1) / 4 * 3) + 3];
        return Convert.TryFromBase64Chars(text[(colon + 1)..], bytes, out int written)
            ? (CrossSellModel.FromBytes(bytes[..written], Source), count)
            : throw new ModelFormatException(Source, "what follows the colon is not base64");
    }

    private sealed record Decoded(CrossSellModel Model, int Count, int Start, int Length);
}
