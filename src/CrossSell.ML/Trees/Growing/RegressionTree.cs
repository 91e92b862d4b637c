namespace CrossSell.ML.Trees;

/// <summary>A tree as flat arrays, the root first and children after their parents. A question is a set of codes: who has one of them goes left.</summary>
/// <param name="Fields">For each node the field asked about; -1 for a leaf.</param>
/// <param name="Left">The left child; 0 for a leaf.</param>
/// <param name="Right">The right child; 0 for a leaf.</param>
/// <param name="Codes">For each node the codes that go left; empty for a leaf.</param>
/// <param name="Values">What a leaf adds to the logit; 0 for other nodes.</param>
/// <param name="Covers">The weight of the training customers that came to the node.</param>
/// <param name="Gains">What the question won, in log likelihood to second order; 0 for a leaf.</param>
internal sealed record RegressionTree(int[] Fields, int[] Left, int[] Right, CodeSet[] Codes, double[] Values, double[] Covers, double[] Gains)
{
    public int Count => Fields.Length;

    public int Leaf(byte[][] codes, int row)
    {
        int node = 0;
        while (Fields[node] >= 0)
        {
            node = Codes[node].Contains(codes[Fields[node]][row]) ? Left[node] : Right[node];
        }

        return node;
    }

    /// <summary>The mean of the leaves, by the weight of the training customers in them.</summary>
    public double Mean()
    {
        double sum = 0;
        for (int node = 0; node < Count; node++)
        {
            sum += Fields[node] < 0 ? Covers[node] * Values[node] : 0;
        }

        return sum / Covers[0];
    }
}
