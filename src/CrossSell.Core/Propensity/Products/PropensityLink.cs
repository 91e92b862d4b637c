namespace CrossSell;

/// <summary>How the logits of products become probabilities.</summary>
public enum PropensityLink
{
    /// <summary>Each product for itself: the probability that the customer buys it within the horizon.</summary>
    Logistic = 0,

    /// <summary>All products that may be offered together: the probability that this one is the next. They sum to 1.</summary>
    NextProduct = 1,
}
