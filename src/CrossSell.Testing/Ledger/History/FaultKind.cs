namespace CrossSell.Testing;

/// <summary>How an injected fault looks to the caller.</summary>
public enum FaultKind
{
    /// <summary>The call fails before anything was written.</summary>
    BeforeWrite = 0,

    /// <summary>The changes are written, and then the caller is told that nobody knows.</summary>
    AfterWrite = 1,
}
