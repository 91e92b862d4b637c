using CrossSell.ML.Features;

namespace CrossSell.ML.Segments;

/// <summary>Reads the rule of a leaf off the questions on its way.</summary>
internal sealed class SegmentConditions(Field[] fields, CustomerTable customers)
{
    /// <summary>The conditions, one for each column asked, in the ordinal order of the columns.</summary>
    public IReadOnlyList<SegmentCondition> Of(SegmentNode root, SegmentNode leaf, int divisions)
    {
        var allowed = new SortedDictionary<int, bool[]>();
        Walk(root, []);
        return [.. allowed.Select(a => Condition(fields[a.Key], a.Value))];

        bool Walk(SegmentNode node, List<(int Field, bool[] Codes)> way)
        {
            if (node == leaf)
            {
                foreach ((int field, bool[] codes) in way)
                {
                    allowed[field] = allowed.TryGetValue(field, out bool[]? known) ? [.. known.Zip(codes, (a, b) => a && b)] : codes;
                }

                return true;
            }

            return node.Order != 0 && node.Order <= divisions && node.Split is { } split
                && (Walk(node.Yes!, [.. way, (split.Field, split.Yes)]) || Walk(node.No!, [.. way, (split.Field, Array.ConvertAll(split.Yes, yes => !yes))]));
        }
    }

    private SegmentCondition Condition(Field field, bool[] allowed)
    {
        customers.TryGetColumn(field.Name, out CustomerColumn? column);
        bool unknown = allowed[field.MissingCode];
        if (field.Kind == FieldKind.Levels)
        {
            return new SegmentCondition(
                field.Name, field.Source, null, null, [.. field.Levels.Where((_, k) => allowed[k])], [.. field.Levels.Where((_, k) => !allowed[k])], allowed[field.OtherCode], unknown, IsWhole: false, []) { HasUnknown = column!.MissingCount > 0 };
        }

        int first = Array.IndexOf(allowed, true);
        int last = Array.LastIndexOf(allowed, true, field.MissingCode - 1);
        bool isWhole = column!.Kind != CustomerColumnKind.Date && column.Numbers.ToArray().All(v => double.IsNaN(v) || v == Math.Floor(v));
        return new SegmentCondition(
            field.Name,
            field.Source,
            first <= 0 || last < 0 ? null : field.Cuts[first - 1],
            last < 0 || last == field.Cuts.Length ? null : field.Cuts[last],
            [], [], IncludesOthers: false, unknown, isWhole, column.Kind == CustomerColumnKind.Ordinal ? column.Levels : []) { HasUnknown = column.MissingCount > 0 };
    }
}
