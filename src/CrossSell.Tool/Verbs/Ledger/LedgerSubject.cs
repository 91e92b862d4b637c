using CrossSell.Ledger;

namespace CrossSell.Tool;

/// <summary>A customer, with the household and account that were named for him.</summary>
internal sealed record LedgerSubject(CustomerId Customer, string? Household, string? Account)
{
    private const string Tenant = "main";

    /// <summary>Finds his root, and the household or account that it is.</summary>
    /// <exception cref="FailureException">The ledger knows him elsewhere than the command line says.</exception>
    public async Task<LedgerSubject> FoundAsync(ILedgerStore store, CancellationToken cancellation)
    {
        SubjectKey? home = (await store.FindHomesAsync(Tenant, [SubjectKey.Of(Customer)], cancellation).ConfigureAwait(false))[0];
        if (home is not { } known)
        {
            return this;
        }

        if (Household is null && Account is null)
        {
            return known.Kind switch
            {
                SubjectKind.Household => this with { Household = known.Id },
                SubjectKind.Account => this with { Account = known.Id },
                _ => this,
            };
        }

        return known == Ref.Root ? this : throw new FailureException(
            $"the ledger keeps customer '{Customer}' {Words(known)}, not {Words(Ref.Root)}; a customer stays where the ledger first saw him, for there his limits are counted.");
    }

    /// <summary>The customer as the ledger finds him.</summary>
    public CustomerRef Ref => new(Tenant, Account is { } account ? SubjectKey.Account(account) : Household is { } household ? SubjectKey.Household(household) : SubjectKey.Of(Customer), Customer);

    /// <summary>All whom a contact of his counts for, in order.</summary>
    public IReadOnlyList<SubjectKey> Subjects
    {
        get
        {
            List<SubjectKey> subjects = [SubjectKey.Of(Customer)];
            subjects.AddRange(Household is { } household ? [SubjectKey.Household(household)] : []);
            subjects.AddRange(Account is { } account ? [SubjectKey.Account(account)] : []);
            subjects.Sort();
            return subjects;
        }
    }

    private static string Words(SubjectKey root) => root.Kind switch
    {
        SubjectKind.Household => $"in household '{root.Id}'",
        SubjectKind.Account => $"in account '{root.Id}'",
        _ => "for himself",
    };
}
