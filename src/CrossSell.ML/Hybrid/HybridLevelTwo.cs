namespace CrossSell.ML;

/// <summary>What weighs the parts of a hybrid.</summary>
public enum HybridLevelTwo
{
    /// <summary>A logistic model: fast, and a weight for each feature.</summary>
    Logistic = 0,

    /// <summary>Boosted trees on top of the logistic model, as many as foretell held-out purchases best, none where none help. Learning and ranking take several times as long.</summary>
    Boosted = 1,
}
