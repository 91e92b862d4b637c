namespace CrossSell.ML;

/// <summary>Which product of a pair chooses its neighbours.</summary>
public enum NeighbourSide
{
    /// <summary>Each owned product speaks for the products nearest to it.</summary>
    Owned = 0,

    /// <summary>Each product listens to the owned products nearest to it; rare products are heard more often so.</summary>
    Recommended = 1,
}
