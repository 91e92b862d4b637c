namespace CrossSell;

/// <summary>How often something else than the best is offered, so that something is learned of it.</summary>
public enum ExplorationKind
{
    /// <summary>Never.</summary>
    None = 0,

    /// <summary>With a fixed probability any of the candidates, each as likely.</summary>
    EpsilonGreedy = 1,

    /// <summary>Each candidate as often as it may be the best, for all that is known (Thompson 1933).</summary>
    Thompson = 2,

    /// <summary>On a share of the decisions one of five simpler orders, each as often: random, by probability alone, without levers, everything alike, with random probabilities.</summary>
    Experiments = 3,
}
