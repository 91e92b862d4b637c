namespace CrossSell.Ledger;

/// <summary>What a store showed to one step of the protocol: everything selected, as of one instant.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class LedgerView
{
    private readonly RootView? _only;
    private readonly Dictionary<SubjectKey, RootView>? _roots;
    private readonly Dictionary<VolumeKey, Volume>? _volumes;

    /// <summary>Puts a view together; called by stores.</summary>
    /// <param name="now">The store's clock, read after the locks were taken, never before an instant already recorded.</param>
    /// <param name="roots">One for each root selected, also when nothing is stored of it.</param>
    /// <param name="objections">Rows of the subjects selected, lifts among them, in order of instant.</param>
    /// <param name="volumes">Those of the selected volumes that exist.</param>
    public LedgerView(DateTimeOffset now, IEnumerable<RootView> roots, IReadOnlyList<Objection> objections, IEnumerable<Volume> volumes)
    {
        Now = now;
        ArgumentNullException.ThrowIfNull(roots);
        ArgumentNullException.ThrowIfNull(objections);

        // Nearly every view is of one root and no volume.
        _only = roots is IReadOnlyList<RootView> { Count: 1 } one ? one[0] : null;
        _roots = _only is null ? roots.ToDictionary(root => root.Root) : null;
        ObjectionRows = objections;
        Objections = objections.Count == 0 ? [] : ObjectionHistory.Standing(objections);
        _volumes = volumes is IReadOnlyCollection<Volume> { Count: 0 } ? null : volumes.ToDictionary(volume => volume.Name);
    }

    /// <summary>The instant, in whole microseconds.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>Objections of the subjects selected that stand, in order of instant; those that were lifted altogether are not among them.</summary>
    public IReadOnlyList<Objection> Objections { get; }

    /// <summary>Every row about objections of the subjects selected, lifts and what they ended included, in order of instant.</summary>
    public IReadOnlyList<Objection> ObjectionRows { get; }

    /// <summary>What is stored under a root that was selected.</summary>
    /// <param name="root">The root.</param>
    /// <exception cref="KeyNotFoundException">It was not selected.</exception>
    public RootView Root(SubjectKey root) =>
        _only is null ? _roots![root] : _only.Root == root ? _only : throw new KeyNotFoundException($"A {root.Kind} was not selected.");

    /// <summary>A volume that was selected, or null when it does not exist.</summary>
    /// <param name="name">Its name.</param>
    public Volume? Volume(VolumeKey name) => _volumes?.GetValueOrDefault(name);
}
