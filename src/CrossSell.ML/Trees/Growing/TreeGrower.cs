namespace CrossSell.ML.Trees;

/// <summary>Grows one tree after another on the same rows, level by level.</summary>
/// <remarks>Keeps its buffers; not thread-safe. Rows keep their order inside each node, so sums are the same bytes for any number of threads.</remarks>
internal sealed class TreeGrower
{
    private readonly TreeRows _rows;
    private readonly TreeSettings _settings;
    private readonly Histograms _histograms;
    private readonly TreeQuestion[] _questions;
    private readonly int[] _order;
    private readonly int[] _aside;
    private readonly double[] _derivatives;
    private readonly double[] _node;

    public TreeGrower(TreeRows rows, TreeSettings settings, int threads)
    {
        _rows = rows;
        _settings = settings;
        _histograms = new Histograms(rows, threads);
        _questions = new TreeQuestion[rows.Fields.Length];
        _order = new int[rows.Count];
        _aside = new int[rows.Count];
        _derivatives = new double[rows.Count * Histograms.Width];
        _node = new double[rows.Count * Histograms.Width];
    }

    /// <summary>Grows a tree. Covers are left at 0.</summary>
    /// <param name="gradients">One a row.</param>
    /// <param name="hessians">One a row.</param>
    /// <param name="sample">The rows that it sees, ascending.</param>
    /// <param name="fields">The fields that it sees, ascending.</param>
    public RegressionTree Grow(double[] gradients, double[] hessians, ReadOnlySpan<int> sample, int[] fields)
    {
        sample.CopyTo(_order);
        foreach (int row in sample)
        {
            _derivatives[row * Histograms.Width] = gradients[row];
            _derivatives[(row * Histograms.Width) + 1] = hessians[row];
            _derivatives[(row * Histograms.Width) + 2] = 1;
        }

        var nodes = new List<Node> { new(0, sample.Length, LeafBounds.Open) };
        Visit(nodes[0], Sum(nodes[0], fields), fields);
        var level = new List<Node> { nodes[0] };
        for (int depth = 0; depth < _settings.Depth && level.Count > 0; depth++)
        {
            var next = new List<Node>();
            foreach (Node node in level)
            {
                if (node.Question.Field < 0)
                {
                    continue;
                }

                (Node left, Node right) = Divide(node);
                node.Left = nodes.Count;
                nodes.Add(left);
                node.Right = nodes.Count;
                nodes.Add(right);
                if (depth + 1 < _settings.Depth)
                {
                    // Only the smaller side is summed; the other is what is left of the parent.
                    (Node small, Node large) = left.Count <= right.Count ? (left, right) : (right, left);
                    double[] sums = Sum(small, fields);
                    Histograms.Subtract(node.Sums!, sums);
                    Visit(small, sums, fields);
                    Visit(large, node.Sums!, fields);
                    next.Add(left);
                    next.Add(right);
                }
                else
                {
                    _histograms.Return(node.Sums!);
                }

                node.Sums = null;
            }

            level = next;
        }

        foreach (Node node in nodes.Where(node => node.Sums is not null))
        {
            _histograms.Return(node.Sums!);
        }

        return Build(nodes);
    }

    private RegressionTree Build(List<Node> nodes) => new(
        [.. nodes.Select(node => node.Left > 0 ? node.Question.Field : -1)],
        [.. nodes.Select(node => node.Left)],
        [.. nodes.Select(node => node.Right)],
        [.. nodes.Select(node => node.Left > 0 ? node.Question.Codes : default)],
        [.. nodes.Select(node => node.Left > 0 ? 0 : _settings.LearningRate * node.Bounds.Advice(node.Gradient, node.Hessian, TreeSettings.Ridge))],
        new double[nodes.Count],
        [.. nodes.Select(node => node.Left > 0 ? node.Question.Gain : 0)]);

    private double[] Sum(Node node, int[] fields)
    {
        for (int i = 0; i < node.Count; i++)
        {
            _derivatives.AsSpan(_order[node.Start + i] * Histograms.Width, Histograms.Width).CopyTo(_node.AsSpan(i * Histograms.Width));
        }

        return _histograms.Sum(_order.AsMemory(node.Start, node.Count), _node, fields);
    }

    private void Visit(Node node, double[] sums, int[] fields)
    {
        node.Sums = sums;
        long work = fields.Sum(field => (long)_rows.Fields[field].Codes * 8);
        _histograms.Each(fields, work, field =>
            _questions[field] = QuestionSearch.Best(_rows.Fields[field], field, _settings.Directions[field], _histograms.Of(sums, field), node.Bounds));
        TreeQuestion best = TreeQuestion.None;
        foreach (int field in fields)
        {
            best = _questions[field].Gain > best.Gain ? _questions[field] : best;
        }

        node.Question = best;
    }

    private (Node Left, Node Right) Divide(Node node)
    {
        TreeQuestion question = node.Question;
        byte[] codes = _rows.Codes[question.Field];
        var left = new Node(node.Start, 0, default);
        double gradient = 0;
        double hessian = 0;
        int aside = 0;
        int kept = node.Start;
        for (int i = node.Start; i < node.Start + node.Count; i++)
        {
            int row = _order[i];
            double rowGradient = _derivatives[row * Histograms.Width];
            double rowHessian = _derivatives[(row * Histograms.Width) + 1];
            if (question.Codes.Contains(codes[row]))
            {
                _order[kept++] = row;
                left.Gradient += rowGradient;
                left.Hessian += rowHessian;
            }
            else
            {
                _aside[aside++] = row;
                gradient += rowGradient;
                hessian += rowHessian;
            }
        }

        _aside.AsSpan(0, aside).CopyTo(_order.AsSpan(kept));
        left.Count = kept - node.Start;
        double leftAdvice = node.Bounds.Advice(left.Gradient, left.Hessian, TreeSettings.Ridge);
        double rightAdvice = node.Bounds.Advice(gradient, hessian, TreeSettings.Ridge);
        LeafBounds rightBounds;
        (left.Bounds, rightBounds) = node.Bounds.Part(_settings.Directions[question.Field], leftAdvice, rightAdvice);
        return (left, new Node(kept, aside, rightBounds) { Gradient = gradient, Hessian = hessian });
    }

    private sealed class Node(int start, int count, LeafBounds bounds)
    {
        public int Start { get; } = start;

        public int Count { get; set; } = count;

        public LeafBounds Bounds { get; set; } = bounds;

        public double Gradient { get; set; }

        public double Hessian { get; set; }

        public double[]? Sums { get; set; }

        public TreeQuestion Question { get; set; } = TreeQuestion.None;

        public int Left { get; set; }

        public int Right { get; set; }
    }
}
