using System.CommandLine;
using CrossSell.Mining;

namespace CrossSell.Tool;

internal sealed partial class MineVerb
{
    /// <summary>What the options mean together.</summary>
    private void Check(OptionReader options, MineRequest request)
    {
        MineConflicts.RefuseBoth(options, _itemsets, _countsByLength, "one writes the itemsets, the other only their number");
        MineConflicts.RefuseBoth(options, _countsByLength, _maxItemsets, "itemsets that are only counted take no memory, so their number has no limit");
        MineConflicts.RefuseRuleOptions(
            options,
            request.What,
            [
                _mining.MinConfidence, _mining.MinLift, _maxAntecedent, _maxConsequent, _maxRules, _measures, .. _selection.Group.Options,
                _levels.ByCategory, _levels.Hierarchy, _levels.MinInterest, .. _page.Group.Options,
            ]);
        RefuseBesideOthers(options);
        MineConflicts.RefuseIdle(options, _page.Language, _page.Html, _other.Grades);
        MineConflicts.RefuseIdle(options, _products.Products, _page.Html, _levels.ByCategory, _other.Grades);
        MineConflicts.RefuseTwoPipes((_input.Name, request.Input), (_products.Products.Name, request.Products?.Path), (_levels.Hierarchy.Name, request.Levels?.Path));
        if (request.What is not (MineResult.Negative or MineResult.Grades) && request.MinSupport is null && (request.Selection.Top is null || request.ChoosesLate))
        {
            throw new UsageException(request.Selection.Top is null
                ? "--min-support is missing; only --top does without it."
                : $"--min-support is missing; --top does without it, but not together with {LateOption(request)}, which look{(request.Selection.ChoosesLate ? "" : "s")} at all rules.");
        }

        if (request is { What: MineResult.Negative, MaxAntecedent: > 2 })
        {
            throw new UsageException($"--max-antecedent is '{request.MaxAntecedent}'; with --negative it must be 1 or 2.");
        }

        if (request.HalfLife is not null)
        {
            WeightChecks.Check(request, options.Text(_mining.MinSupport));
        }

        if (request.What == MineResult.Rules && request.Kind != ItemsetKind.All)
        {
            throw new UsageException("--kind belongs to --itemsets or --counts-by-length; rules are made from all itemsets.");
        }

        if (request.What == MineResult.Rules && request.MaxLength < 2)
        {
            throw new UsageException("--max-length is '1'; a rule has two items at least, one on each side.");
        }

        if (request.Format == InputFormat.Fimi && request.CsvOnly.Count > 0)
        {
            throw new UsageException($"{request.CsvOnly[0]} says how CSV is read; leave it out with --format fimi.");
        }

        CheckFormat(options, request);
    }

    private string LateOption(MineRequest request) =>
        request.Selection.ChoosesLate ? "--no-redundant or --significant" : request.Levels!.Path is null ? _levels.ByCategory.Name : _levels.Hierarchy.Name;

    private void CheckFormat(OptionReader options, MineRequest request)
    {
        bool document = request.OutputFormat is RecordFormat.Json or RecordFormat.Pmml;
        if (request.What != MineResult.Rules && document)
        {
            string what = request.What is MineResult.Itemsets or MineResult.CountsByLength ? "rules, not itemsets" : "rules of what goes together";
            throw new UsageException($"{_result.FormatOption.Name} json and pmml hold {what}; choose csv or jsonl.");
        }

        if (request.What != MineResult.Itemsets && request.OutputFormat == RecordFormat.Fimi)
        {
            throw new UsageException($"{_result.FormatOption.Name} fimi holds itemsets and their counts; use it with --itemsets, or choose csv or jsonl.");
        }

        if (request.Selection.Alpha is not null && request.WritesResult && document)
        {
            throw new UsageException("--significant adds the column pAdjusted, which json and pmml do not have; choose csv or jsonl.");
        }

        if (request.OutputFormat == RecordFormat.Pmml && options.IsGiven(_measures) && request.Page is null)
        {
            throw new UsageException("--measures says nothing of PMML, which has support, confidence and lift and no others; leave it out.");
        }

        if (!request.WritesResult && options.IsGiven(_result.FormatOption))
        {
            throw new UsageException($"{_result.FormatOption.Name} belongs to --output, which is missing: --html alone writes only the page.");
        }
    }

    /// <summary>Kinds of rules that know few of the other options.</summary>
    private void RefuseBesideOthers(OptionReader options)
    {
        Option[] given = [.. _other.Kinds.Where(options.IsGiven)];
        if (given.Length > 1)
        {
            MineConflicts.RefuseBoth(options, given[0], given[1], "each is a kind of rules of its own");
        }

        Option[] none = [_itemsets, _countsByLength, _kind, _maxItemsets, _mining.MaxLength, _measures, _page.Html, .. _levels.Group.Options];
        Option[] selection = [.. _selection.Group.Options];
        MineConflicts.RefuseBeside(options, _other.Directed, [.. none, _maxAntecedent, _maxConsequent, _mining.Unit, .. selection]);
        MineConflicts.RefuseBeside(options, _other.Sequential, [.. none, _mining.MinLift, _mining.Unit, .. selection]);
        MineConflicts.RefuseBeside(
            options,
            _other.Negative,
            [.. none, _maxConsequent, _mining.MinSupport, _mining.MinConfidence, _mining.MinLift, .. selection.Except(_selection.Significance)]);
        MineConflicts.RefuseBeside(
            options,
            _other.Grades,
            [
                .. none, _maxAntecedent, _maxConsequent, _maxRules, _mining.MinSupport, _mining.MinConfidence, _mining.MinLift,
                .. selection.Except(_selection.Significance.Take(1)),
            ]);
        MineConflicts.RefuseBoth(options, _other.Grades, _result.OutputOption, "--grades names the file of the grades itself");
        MineConflicts.RefuseLonely(options, _other.MinMargin, _other.Grades);
        MineConflicts.RefuseLonely(options, _other.MinMargin, _products.Products);
    }
}
