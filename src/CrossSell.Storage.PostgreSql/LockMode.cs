namespace CrossSell.Storage.PostgreSql;

/// <summary>Ways to lock a root, of which one is right.</summary>
internal enum LockMode
{
    /// <summary>An update of the root's row first: right at every isolation level.</summary>
    UpdateFirst = 0,

    /// <summary>Count, then insert.</summary>
    None = 1,

    /// <summary>SELECT … FOR UPDATE under REPEATABLE READ: the snapshot is older than the lock, and an unmodified row raises no conflict.</summary>
    ForUpdateUnderRepeatableRead = 2,
}
