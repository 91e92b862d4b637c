namespace CrossSell;

/// <summary>Collects the settings of a pipeline; <see cref="Build"/> checks all of them at once.</summary>
/// <remarks>
/// Not thread-safe. Used once, then it refuses. What the customer owns is always left out of his offers; there is no setting that offers it to him.
/// </remarks>
public sealed class CrossSellPipelineBuilder
{
    private readonly ModelRuleOptions _rules = new();
    private bool _built;

    /// <summary>Sets how association rules are mined; without a call the defaults of <see cref="ModelRuleOptions"/> hold.</summary>
    /// <param name="configure">Changes the options that it is given.</param>
    /// <exception cref="InvalidOperationException">The pipeline was built already.</exception>
    public CrossSellPipelineBuilder MineRules(Action<ModelRuleOptions>? configure = null)
    {
        ThrowIfBuilt();
        configure?.Invoke(_rules);
        return this;
    }

    /// <summary>Checks every setting and fixes them.</summary>
    /// <exception cref="ArgumentException">One or more settings are out of range; the message names them all.</exception>
    /// <exception cref="InvalidOperationException">The pipeline was built already.</exception>
    public CrossSellPipeline Build()
    {
        ThrowIfBuilt();
        if (_rules.Validate() is { Count: > 0 } failures)
        {
            throw new ArgumentException($"The pipeline cannot be built. {string.Join(' ', failures)}");
        }

        _built = true;
        return new CrossSellPipeline(_rules);
    }

    private void ThrowIfBuilt()
    {
        if (_built)
        {
            throw new InvalidOperationException("This builder has built its pipeline; another pipeline needs another builder.");
        }
    }
}
