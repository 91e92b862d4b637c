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
}
