using CrossSell.ML.Features;

namespace CrossSell.ML.Segments;

/// <summary>Finds the question that divides some customers best: the least squares around the means of all targets together (Blockeel, De Raedt, Ramon 1998).</summary>
internal sealed class SegmentSearch(SegmentData data, int leastCustomers)
{
    private readonly int _targets = data.Targets;

    /// <summary>The best question; null when none leaves enough customers on both sides and gains anything.</summary>
    public SegmentSplit? Best(int[] rows)
    {
        SegmentSplit? best = null;
        for (int f = 0; f < data.Fields.Length; f++)
        {
            Field field = data.Fields[f];
            int[] counts = new int[field.Codes];
            double[] sums = new double[field.Codes * _targets];
            foreach (int row in rows)
            {
                int code = data.Codes[f][row];
                counts[code]++;
                for (int t = 0; t < _targets; t++)
                {
                    sums[(code * _targets) + t] += data.Values[(row * _targets) + t];
                }
            }

            foreach (int[] order in Orders(field, counts, sums))
            {
                SegmentSplit? found = BestIn(f, field, order, counts, sums, missingFirst: false);
                best = Better(best, found);
                best = Better(best, counts[field.MissingCode] > 0 ? BestIn(f, field, order, counts, sums, missingFirst: true) : null);
            }
        }

        return best;
    }

    // Numbers have one order; names that of each target's means, which is the best for a single target (Fisher 1958).
    private IEnumerable<int[]> Orders(Field field, int[] counts, double[] sums)
    {
        int[] codes = [.. Enumerable.Range(0, field.MissingCode)];
        if (field.Kind == FieldKind.Number)
        {
            yield return codes;
            yield break;
        }

        int[] seen = [.. codes.Where(c => counts[c] > 0)];
        for (int t = 0; t < _targets; t++)
        {
            int target = t;
            yield return [.. seen.OrderBy(c => sums[(c * _targets) + target] / counts[c]).ThenBy(c => c), .. codes.Where(c => counts[c] == 0)];
        }
    }

    private SegmentSplit? BestIn(int f, Field field, int[] order, int[] counts, double[] sums, bool missingFirst)
    {
        int all = counts.Sum();
        double[] total = new double[_targets];
        double[] left = new double[_targets];
        for (int code = 0; code < counts.Length; code++)
        {
            Add(total, sums, code);
        }

        int n = missingFirst ? counts[field.MissingCode] : 0;
        if (missingFirst)
        {
            Add(left, sums, field.MissingCode);
        }

        (int Last, double Gain) best = (-1, 1e-9);
        double whole = Squares(total, total, all, 0);
        for (int i = 0; i < order.Length; i++)
        {
            n += counts[order[i]];
            Add(left, sums, order[i]);
            bool isCut = i + 1 == order.Length || counts[order[i]] > 0;
            if (isCut && n >= leastCustomers && all - n >= leastCustomers && Squares(left, total, n, all - n) - whole is double gain && gain > best.Gain)
            {
                best = (i, gain);
            }
        }

        if (best.Last < 0)
        {
            return null;
        }

        // Yes is the upper side of numbers, so that a rule says "from", and for yes-or-no columns "yes".
        bool[] yes = new bool[counts.Length];
        for (int i = best.Last + 1; i < order.Length; i++)
        {
            yes[order[i]] = true;
        }

        yes[field.MissingCode] = !missingFirst;
        return new SegmentSplit(f, yes, best.Gain);
    }

    private void Add(double[] to, double[] sums, int code)
    {
        for (int t = 0; t < to.Length; t++)
        {
            to[t] += sums[(code * _targets) + t];
        }
    }

    /// <summary>Sum over both sides of sum² / n: the larger, the smaller the squares around the means.</summary>
    private static double Squares(double[] left, double[] total, int n, int others)
    {
        double sum = 0;
        for (int t = 0; t < left.Length; t++)
        {
            double right = total[t] - left[t];
            sum += (left[t] * left[t] / n) + (others > 0 ? right * right / others : 0);
        }

        return sum;
    }

    private static SegmentSplit? Better(SegmentSplit? a, SegmentSplit? b) => a is null || (b is not null && b.Gain > a.Gain * (1 + 1e-12)) ? b ?? a : a;
}
