namespace CrossSell.Tool;

/// <summary>The colours of lift: fixed steps, so that two pages can be laid side by side.</summary>
internal static class LiftScale
{
    private static readonly double[] s_from = [0, 1, 1.5, 2, 3, 5, 10];

    public static int Steps => s_from.Length;

    /// <summary>The style class of a lift.</summary>
    public static string Class(double lift) => $"l{Step(lift)}";

    public static int Step(double lift) => Array.FindLastIndex(s_from, from => lift >= from);

    /// <summary>What the step stands for, such as <c>1.5–2</c>.</summary>
    public static string Label(int step, PageTexts texts) => step switch
    {
        0 => "< 1",
        _ when step == s_from.Length - 1 => $"≥ {Text(s_from[step], texts)}",
        _ => $"{Text(s_from[step], texts)}–{Text(s_from[step + 1], texts)}",
    };

    private static string Text(double value, PageTexts texts) => value == Math.Floor(value) ? texts.Whole((long)value) : texts.Number(value).TrimEnd('0');
}
