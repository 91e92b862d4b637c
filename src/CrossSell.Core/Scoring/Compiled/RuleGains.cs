using System.Numerics;
using System.Runtime.Intrinsics;
using CrossSell.Numerics;

namespace CrossSell;

/// <summary>What rules add to the logits of products beyond their popularity, a byte each, as <see cref="CompiledRules.Fire"/> reads it.</summary>
/// <remarks>
/// Products stand in tiles of 64, and a tile has one step for all its gains: a gain is no more than so many steps as its byte says, and more than one step less. 0 is no rule at all.
/// Where a group of rules speaks for several products of a tile it has a line of 64 gains, so that one comparison takes 32 of them; what is left stands one by one, the place of its
/// product above its byte. Immutable and thread-safe.
/// </remarks>
internal sealed class RuleGains
{
    private readonly int[] _starts;
    private readonly byte[] _gains;
    private readonly GainRule[] _rules;

    /// <summary>So many of a tile make a line: as many as cost more one by one.</summary>
    public const int FewestOfLine = 5;

    /// <summary>Steps of the greatest gain of a tile: rounding has room below 255.</summary>
    private const double Steps = 250;

    /// <param name="groups">The groups in the order of <see cref="CompiledRules"/>, and one behind the last.</param>
    /// <param name="lines">The lines, 64 gains each.</param>
    /// <param name="tileOfLine">The tile of each.</param>
    /// <param name="singles">The gains that stand alone.</param>
    /// <param name="most">See <see cref="Most"/>.</param>
    /// <param name="starts">For each product where its rules begin.</param>
    /// <param name="gains">For each of them its gain.</param>
    /// <param name="rules">The rules of each product, the strongest first, so that gains fall.</param>
    public RuleGains(GainGroup[] groups, byte[] lines, int[] tileOfLine, uint[] singles, float[] most, int[] starts, byte[] gains, GainRule[] rules)
    {
        _starts = starts;
        _gains = gains;
        _rules = rules;
        Groups = groups;
        Lines = lines;
        TileOfLine = tileOfLine;
        Singles = singles;
        Most = most;
        Step = StepsOf(most);
    }

    public FlatArray<GainGroup> Groups { get; }

    public FlatArray<byte> Lines { get; }

    public FlatArray<int> TileOfLine { get; }

    public FlatArray<uint> Singles { get; }

    /// <summary>For each tile no less than what any rule adds to any of its products.</summary>
    public float[] Most { get; }

    /// <summary>For each tile its step.</summary>
    public float[] Step { get; }

    /// <summary>The step of each tile.</summary>
    /// <param name="most">For each tile no less than its greatest gain.</param>
    public static float[] StepsOf(float[] most) => Array.ConvertAll(most, gain => gain > 0 ? (float)(gain / Steps) : 1);

    /// <summary>The byte of a gain.</summary>
    /// <param name="gain">The gain, 0 or more.</param>
    /// <param name="step">The step of its tile.</param>
    public static byte ByteOf(double gain, float step) => (byte)Math.Clamp(Math.Ceiling(gain / step), 1, byte.MaxValue);

    /// <summary>Fetches what <see cref="ThatSaid"/> reads.</summary>
    /// <param name="product">The product.</param>
    public void Fetch(int product) => CacheHint.Touch(_gains, _starts[product]);

    /// <summary>Of a product's rules those that may be the one that said something: the strongest of them that fires is.</summary>
    /// <param name="product">The product.</param>
    /// <param name="said">The greatest gain of a rule that fires, not 0.</param>
    /// <returns>Where they begin.</returns>
    public int ThatSaid(int product, byte said)
    {
        int from = _starts[product];
        ReadOnlySpan<byte> gains = _gains.AsSpan(from, _starts[product + 1] - from);
        int at = 0;
        int stronger = from;
        for (; at + Vector256<byte>.Count <= gains.Length; at += Vector256<byte>.Count)
        {
            stronger += BitOperations.PopCount(Vector256.GreaterThan(Vector256.Create(gains[at..]), Vector256.Create(said)).ExtractMostSignificantBits());
        }

        for (; at < gains.Length; at++)
        {
            stronger += gains[at] > said ? 1 : 0;
        }

        CacheHint.Touch(_rules, stronger);
        return stronger;
    }

    /// <summary>The rules of a product from one on, falling.</summary>
    /// <param name="product">The product.</param>
    /// <param name="from">As <see cref="ThatSaid"/> gave it.</param>
    public ReadOnlySpan<GainRule> RulesFrom(int product, int from) => _rules.AsSpan(from..Math.Max(from, _starts[product + 1]));
}
