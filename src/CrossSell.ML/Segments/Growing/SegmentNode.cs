namespace CrossSell.ML.Segments;

/// <summary>A part of the customers: a leaf, or divided by a question.</summary>
internal sealed class SegmentNode(int[] rows, double[] means, int depth)
{
    /// <summary>The customers; places in the data.</summary>
    public int[] Rows { get; } = rows;

    /// <summary>For each target the mean.</summary>
    public double[] Means { get; } = means;

    public int Depth { get; } = depth;

    /// <summary>In which order the nodes were divided; what was divided later is put together again first. 0 for a leaf.</summary>
    public int Order { get; set; }

    public SegmentSplit? Split { get; set; }

    public SegmentNode? Yes { get; set; }

    public SegmentNode? No { get; set; }

    /// <summary>The leaves of the tree as it was after so many divisions.</summary>
    public IEnumerable<SegmentNode> Leaves(int divisions) => Order == 0 || Order > divisions ? [this] : Yes!.Leaves(divisions).Concat(No!.Leaves(divisions));

    /// <summary>The leaf of a customer given by codes.</summary>
    public SegmentNode LeafOf(int[][] codes, int row, int divisions)
    {
        SegmentNode node = this;
        while (node.Order != 0 && node.Order <= divisions)
        {
            node = node.Split!.Yes[codes[node.Split.Field][row]] ? node.Yes! : node.No!;
        }

        return node;
    }
}
