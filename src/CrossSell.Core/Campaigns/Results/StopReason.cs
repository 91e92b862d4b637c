namespace CrossSell.Campaigns;

/// <summary>Why a planner stopped.</summary>
public enum StopReason
{
    /// <summary>The gap is small enough.</summary>
    Gap = 0,

    /// <summary>The bound gets no lower.</summary>
    Converged = 1,

    /// <summary>The iterations are used up.</summary>
    Iterations = 2,

    /// <summary>The time is used up; another run may get further or less far.</summary>
    Time = 3,
}
