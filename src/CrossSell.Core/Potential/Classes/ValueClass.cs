namespace CrossSell;

/// <summary>What a customer brings and could bring.</summary>
public enum ValueClass
{
    /// <summary>High yield.</summary>
    A = 0,

    /// <summary>Good yield, and more is possible: a potential customer.</summary>
    B = 1,

    /// <summary>Not classified yet: little yield, but room to grow: a potential customer.</summary>
    O = 2,

    /// <summary>Little yield and little potential.</summary>
    C = 3,
}
