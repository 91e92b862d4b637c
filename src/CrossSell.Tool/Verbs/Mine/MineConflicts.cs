using System.CommandLine;

namespace CrossSell.Tool;

/// <summary>Options that say nothing together are refused, because who gives one expects something of it.</summary>
internal static class MineConflicts
{
    /// <summary>Refuses options of rules where no rules are made.</summary>
    /// <param name="options">The command line.</param>
    /// <param name="what">What is written.</param>
    /// <param name="ofRules">The options that only rules have.</param>
    /// <exception cref="UsageException">One of them is given.</exception>
    public static void RefuseRuleOptions(OptionReader options, MineResult what, IEnumerable<Option> ofRules)
    {
        if (what is MineResult.Itemsets or MineResult.CountsByLength && ofRules.FirstOrDefault(options.IsGiven) is { } option)
        {
            string other = what == MineResult.Itemsets ? "--itemsets" : "--counts-by-length";
            throw new UsageException($"{option.Name} belongs to rules, and {other} writes none; leave one of them out.");
        }
    }

    /// <summary>Refuses two options of which only one can be.</summary>
    /// <exception cref="UsageException">Both are given.</exception>
    public static void RefuseBoth(OptionReader options, Option one, Option other, string why)
    {
        if (options.IsGiven(one) && options.IsGiven(other))
        {
            throw new UsageException($"{one.Name} and {other.Name} do not go together: {why}.");
        }
    }

    /// <summary>Refuses an option that only says something beside another.</summary>
    /// <exception cref="UsageException">It is given without the other.</exception>
    public static void RefuseLonely(OptionReader options, Option option, Option owner)
    {
        if (options.IsGiven(option) && !options.IsGiven(owner))
        {
            throw new UsageException($"{option.Name} belongs to {owner.Name}, which is missing.");
        }
    }

    /// <summary>Refuses options that a kind of rule knows nothing of.</summary>
    /// <exception cref="UsageException">One of them is given.</exception>
    public static void RefuseBeside(OptionReader options, Option kind, IEnumerable<Option> unknown)
    {
        if (options.IsGiven(kind) && unknown.FirstOrDefault(options.IsGiven) is { } option)
        {
            throw new UsageException($"{option.Name} says nothing of {kind.Name}; leave one of them out.");
        }
    }

    /// <summary>Refuses an option that only says something beside one of several others.</summary>
    /// <exception cref="UsageException">It is given without any of them.</exception>
    public static void RefuseIdle(OptionReader options, Option option, params ReadOnlySpan<Option> owners)
    {
        var names = new List<string>();
        foreach (Option owner in owners)
        {
            if (options.IsGiven(owner))
            {
                return;
            }

            names.Add(owner.Name);
        }

        if (options.IsGiven(option))
        {
            throw new UsageException($"{option.Name} belongs to {string.Join(", ", names[..^1])} or {names[^1]}; none of them is given.");
        }
    }

    /// <summary>Refuses two inputs that both come from standard input.</summary>
    /// <exception cref="UsageException">Two are <c>-</c>.</exception>
    public static void RefuseTwoPipes(params ReadOnlySpan<(string Option, string? Path)> inputs)
    {
        string? first = null;
        foreach ((string option, string? path) in inputs)
        {
            if (path != "-")
            {
                continue;
            }

            first = first is null
                ? option
                : throw new UsageException($"{first} and {option} are both -; only one of them can come from standard input.");
        }
    }
}
