using CrossSell.ML.Features;

namespace CrossSell.ML.Trees;

/// <summary>The trees of a model.</summary>
/// <param name="Fields">How columns become codes.</param>
/// <param name="Start">The logit before the first tree.</param>
/// <param name="Trees">The trees.</param>
internal sealed record TreeEnsemble(Field[] Fields, double Start, RegressionTree[] Trees)
{
    public double Logit(byte[][] codes, int row)
    {
        double logit = Start;
        foreach (RegressionTree tree in Trees)
        {
            logit += tree.Values[tree.Leaf(codes, row)];
        }

        return logit;
    }

    /// <summary>The mean logit of the training customers, from which contributions are measured.</summary>
    public double Mean()
    {
        double mean = Start;
        foreach (RegressionTree tree in Trees)
        {
            mean += tree.Mean();
        }

        return mean;
    }

    /// <summary>What each field adds to the logit of a row against that mean.</summary>
    public double[] Contributions(byte[][] codes, int row)
    {
        double[] contributions = new double[Fields.Length];
        foreach (RegressionTree tree in Trees)
        {
            new TreeShap(tree, codes, row, contributions).Add();
        }

        return contributions;
    }

    /// <summary>For each field what its questions won, and how many there are.</summary>
    public (double Gain, int Questions)[] Importance()
    {
        var sums = new (double Gain, int Questions)[Fields.Length];
        foreach (RegressionTree tree in Trees)
        {
            for (int node = 0; node < tree.Count; node++)
            {
                if (tree.Fields[node] >= 0)
                {
                    sums[tree.Fields[node]].Gain += tree.Gains[node];
                    sums[tree.Fields[node]].Questions++;
                }
            }
        }

        return sums;
    }
}
