namespace CrossSell.Ledger;

/// <summary>One root of a <see cref="LedgerSelection"/>: whose lock is taken and whose rows are wanted.</summary>
public sealed record RootSelection
{
    /// <summary>The subject that is locked.</summary>
    public required SubjectKey Root { get; init; }

    /// <summary>All subjects that live under the root in this request, the root among them or not.</summary>
    /// <remarks>A store remembers under which root it first saw a subject, and refuses any other: two locks for one subject are no lock.</remarks>
    public IReadOnlyList<SubjectKey> Subjects { get; init; } = [];

    /// <summary>Contacts wanted whatever their age.</summary>
    public IReadOnlyList<Guid> ContactIds { get; init; } = [];
}
