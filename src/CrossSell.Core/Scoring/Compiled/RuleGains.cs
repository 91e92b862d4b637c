namespace CrossSell;

/// <summary>What rules add to the logits of products beyond their popularity, a byte each, as <see cref="CompiledRules.Fire"/> reads it.</summary>
/// <remarks>
/// Products stand in tiles of 64, and a tile has one step for all its gains: a gain is no more than so many steps as its byte says, and more than one step less. 0 is no rule at all.
/// Where a group of rules speaks for several products of a tile it has a line of 64 gains, so that one comparison takes 32 of them; what is left stands one by one, the place of its
/// product above its byte. Immutable and thread-safe.
/// </remarks>
internal sealed class RuleGains
{
    /// <summary>So many of a tile make a line: as many as cost more one by one.</summary>
    public const int FewestOfLine = 5;

    /// <summary>So many tiles and single gains can be read behind the last ones.</summary>
    public const int Padding = 8;

    /// <summary>Steps of the greatest gain of a tile: rounding has room below 255.</summary>
    private const double Steps = 250;

    /// <summary>A smaller step would not be a number of full precision; gains so small are one step of 1.</summary>
    private const float LeastStep = 1e-30f;

    /// <param name="groups">The groups in the order of <see cref="CompiledRules"/>, and one behind the last.</param>
    /// <param name="lines">The lines, 64 gains each.</param>
    /// <param name="tileOfLine">The tile of each.</param>
    /// <param name="singles">The gains that stand alone.</param>
    /// <param name="most">See <see cref="Most"/>.</param>
    /// <param name="rules">The rules of each product.</param>
    public RuleGains(GainGroup[] groups, byte[] lines, int[] tileOfLine, uint[] singles, float[] most, ProductRules rules)
    {
        Groups = groups;
        Lines = lines;
        TileOfLine = (int[])[.. tileOfLine, .. new int[Padding]];
        Singles = (uint[])[.. singles, .. new uint[Padding]];
        Rules = rules;
        Most = most;
        Step = StepsOf(most);
    }

    public FlatArray<GainGroup> Groups { get; }

    public FlatArray<byte> Lines { get; }

    /// <summary>The tile of each line, and padding.</summary>
    public FlatArray<int> TileOfLine { get; }

    /// <summary>The gains that stand alone, and padding.</summary>
    public FlatArray<uint> Singles { get; }

    /// <summary>Which rule it was.</summary>
    public ProductRules Rules { get; }

    /// <summary>For each tile no less than what any rule adds to any of its products.</summary>
    public float[] Most { get; }

    /// <summary>For each tile its step.</summary>
    public float[] Step { get; }

    /// <summary>The step of each tile.</summary>
    /// <param name="most">For each tile no less than its greatest gain.</param>
    public static float[] StepsOf(float[] most) => Array.ConvertAll(most, gain => (float)(gain / Steps) is >= LeastStep and float step ? step : 1);

    /// <summary>The byte of a gain.</summary>
    /// <param name="gain">The gain, 0 or more.</param>
    /// <param name="step">The step of its tile.</param>
    public static byte ByteOf(double gain, float step) => (byte)Math.Clamp(Math.Ceiling(gain / step), 1, byte.MaxValue);
}
