namespace CrossSell.ML;

/// <summary>How the logits of a model become honest probabilities; each way is fitted on customers that were held out.</summary>
public enum PropensityCalibration
{
    /// <summary>A beta curve, and from 500 buyers on a line from point to point over what it leaves: the default.</summary>
    Curve = 0,

    /// <summary>A beta curve alone (Kull, Silva Filho, Flach 2017): three numbers.</summary>
    Beta = 1,

    /// <summary>A line over the logit (Platt 1999): two numbers, for few buyers.</summary>
    Platt = 2,

    /// <summary>Rising steps (pool adjacent violators): for thousands of buyers; customers between two steps may become equal.</summary>
    Isotonic = 3,

    /// <summary>The logit as it is, but for a shift that makes the mean probability of the training its base rate.</summary>
    None = 4,
}
