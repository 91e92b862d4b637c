namespace CrossSell;

/// <summary>The five policies that the order by expected value is held against all the time: what each part of it is worth.</summary>
public enum PolicyExperiment
{
    /// <summary>Any of the offers that are worth making, each as likely: what is the order worth?</summary>
    RandomRelevant = 0,

    /// <summary>The most probable offer, whatever it earns: what are values, context and levers worth?</summary>
    PropensityOnly = 1,

    /// <summary>The order without levers: what does pushing and holding back cost or bring?</summary>
    WithoutLevers = 2,

    /// <summary>Any offer that is not forbidden, each as likely: what is everything after eligibility worth?</summary>
    EligibilityOnly = 3,

    /// <summary>The order with probabilities drawn at random, each from 0 to 1: what is the model worth?</summary>
    RandomPropensity = 4,
}
