using CrossSell.Ledger;

namespace CrossSell;

/// <summary>All hooks, and the choice of one that the customer has not heard.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class HookBook
{
    /// <summary>A book without hooks.</summary>
    public static HookBook Empty { get; } = new([]);

    /// <summary>A book.</summary>
    /// <param name="hooks">The hooks; of those that fit, the most particular one is told (a product's before a category's before a general one), then the one that ends first, then the first here.</param>
    /// <exception cref="ArgumentException">A hook has no name or text, a name stands twice, or a hook ends before it begins; the message lists all of it.</exception>
    public HookBook(IEnumerable<Hook> hooks)
    {
        ArgumentNullException.ThrowIfNull(hooks);
        Hooks = [.. hooks];
        string[] failures =
        [
            .. Hooks.Where(hook => string.IsNullOrWhiteSpace(hook.Id) || string.IsNullOrWhiteSpace(hook.Text.Default)).Select(hook => $"The hook '{hook.Id}' has an empty name or text."),
            .. Hooks.GroupBy(hook => hook.Id, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => $"The name '{group.Key}' is given to {group.Count()} hooks; each needs one of its own."),
            .. Hooks.Where(hook => hook.ValidUntil <= hook.ValidFrom).Select(hook => FormattableString.Invariant($"The hook '{hook.Id}' ends at {hook.ValidUntil:O}, before it begins.")),
        ];
        if (failures.Length > 0)
        {
            throw new ArgumentException(string.Join(' ', failures), nameof(hooks));
        }
    }

    /// <summary>The hooks, in the order given.</summary>
    public IReadOnlyList<Hook> Hooks { get; }

    /// <summary>The names of the hooks that contacts have told, whatever became of the contact as long as it may have happened.</summary>
    /// <param name="contacts">The customer's contacts.</param>
    public static IReadOnlySet<string> ToldBy(IEnumerable<Contact> contacts)
    {
        ArgumentNullException.ThrowIfNull(contacts);
        return contacts.Where(contact => contact.State is not (ContactState.Released or ContactState.Expired or ContactState.Bumped or ContactState.FailedNotSent))
            .SelectMany(contact => contact.Tags).Where(tag => tag.StartsWith(Hook.TagPrefix, StringComparison.Ordinal)).Select(tag => tag[Hook.TagPrefix.Length..]).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The hook to tell a customer with a product; null when none fits that he has not heard. O(hooks).</summary>
    /// <param name="facts">The customer.</param>
    /// <param name="product">What is offered.</param>
    /// <param name="catalog">Knows the categories above the product's.</param>
    /// <param name="now">When.</param>
    /// <param name="told">The names of those that he has heard, as <see cref="ToldBy"/> gives them.</param>
    public Hook? Choose(CustomerFacts facts, Product product, ProductCatalog catalog, DateTimeOffset now, IReadOnlySet<string> told)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(product);
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(told);
        return Hooks.Where(hook => hook.IsValidAt(now) && !told.Contains(hook.Id))
            .Select((hook, place) => (hook, place, fit: Fit(hook, product, catalog)))
            .Where(one => one.fit > 0 && one.hook.For?.Invoke(facts) is not false)
            .OrderByDescending(one => one.fit).ThenBy(one => one.hook.ValidUntil ?? DateTimeOffset.MaxValue).ThenBy(one => one.place)
            .Select(one => one.hook).FirstOrDefault();
    }

    // 3 for its product, 2 for its category, 1 for everything, 0 for something else.
    private static int Fit(Hook hook, Product product, ProductCatalog catalog) =>
        hook.Products.Contains(product.Id) ? 3
        : hook.Categories.Count > 0 && catalog.CategoryPath(product.Category).Any(category => hook.Categories.Contains(category, StringComparer.Ordinal)) ? 2
        : hook.Products.Count == 0 && hook.Categories.Count == 0 ? 1 : 0;
}
