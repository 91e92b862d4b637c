using CrossSell.Ledger;
using Microsoft.Extensions.DependencyInjection;

namespace CrossSell.Hosting;

/// <summary>Says what configuration cannot: where data come from, how a model is made, where the ledger is, which rules hold. What is missing is told when the program starts.</summary>
/// <remarks>Not thread-safe; used while services are registered.</remarks>
public sealed class CrossSellBuilder
{
    internal CrossSellBuilder(IServiceCollection services) => Services = services;

    /// <summary>The services that everything is registered with.</summary>
    public IServiceCollection Services { get; }

    internal Func<IServiceProvider, CancellationToken, Task<ModelSources>>? Load { get; private set; }

    internal CrossSellPipeline? Pipeline { get; private set; }

    internal Func<IServiceProvider, CancellationToken, Task<ILedgerStore>>? OpenLedger { get; private set; }

    internal IContactAdmission Policy { get; private set; } = new PolicySetBuilder().Build();

    internal EligibilityRules Eligibility { get; private set; } = EligibilityRules.Strict;

    internal Func<DeskOptions, DeskOptions> Desk { get; private set; } = static options => options;

    /// <summary>Where the data of each fit come from. Must be said.</summary>
    /// <param name="load">Called for the first fit and every later one, on no particular thread.</param>
    public CrossSellBuilder FitFrom(Func<IServiceProvider, CancellationToken, Task<ModelSources>> load)
    {
        ArgumentNullException.ThrowIfNull(load);
        Load = load;
        return this;
    }

    /// <summary>How a model is made. Default: rules alone, with their default settings.</summary>
    /// <param name="pipeline">The settings.</param>
    public CrossSellBuilder UsePipeline(CrossSellPipeline pipeline)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        Pipeline = pipeline;
        return this;
    }

    /// <summary>Where the ledger is kept. Must be said. The store is opened at start and disposed at the end.</summary>
    /// <param name="open">Opens it.</param>
    public CrossSellBuilder UseLedger(Func<IServiceProvider, CancellationToken, Task<ILedgerStore>> open)
    {
        ArgumentNullException.ThrowIfNull(open);
        OpenLedger = open;
        return this;
    }

    /// <summary>Who may be contacted when. Default: no limits.</summary>
    /// <param name="policy">The rules, such as a <see cref="PolicySet"/>.</param>
    public CrossSellBuilder UsePolicy(IContactAdmission policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        Policy = policy;
        return this;
    }

    /// <summary>What must not be offered. Default: <see cref="EligibilityRules.Strict"/>.</summary>
    /// <param name="rules">The rules.</param>
    public CrossSellBuilder UseEligibility(EligibilityRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        Eligibility = rules;
        return this;
    }

    /// <summary>What configuration cannot say about the desk: hooks, levers, classes, exploration. What it can say stands in <see cref="CrossSellHostOptions"/> and wins.</summary>
    /// <param name="change">From the options so far to those wanted.</param>
    public CrossSellBuilder ConfigureDesk(Func<DeskOptions, DeskOptions> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        Func<DeskOptions, DeskOptions> before = Desk;
        Desk = options => change(before(options));
        return this;
    }

    /// <summary>What is missing or wrong, one sentence each.</summary>
    internal IEnumerable<string> Failures(CrossSellHostOptions options)
    {
        if (Load is null)
        {
            yield return $"There is nothing to fit a model from; call {nameof(FitFrom)} behind AddCrossSell.";
        }

        if (OpenLedger is null)
        {
            yield return $"There is no ledger; call {nameof(UseLedger)} behind AddCrossSell.";
        }

        foreach (string failure in Eligibility.Validate().Concat(options.Validate()).Concat(Desk(new DeskOptions()).Validate()).Distinct(StringComparer.Ordinal))
        {
            yield return failure;
        }
    }
}
