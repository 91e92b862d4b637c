using System.Numerics;
using System.Runtime.InteropServices;

namespace CrossSell.Mining;

/// <summary>
/// Finds the best value among the antecedents that are proper subsets of a given one, for the same consequent: a prefix tree over the
/// ascending items, all consequents in one table.
/// </summary>
/// <remarks>
/// Children are found by hashing (node, item), 12 bytes and a spare place each; a node knows the best value below it, so that branches which cannot
/// beat what is known are left out. Memory is some 40 bytes a node, and there are at most as many nodes as antecedent items. Filled by one
/// thread; queries change nothing.
/// </remarks>
internal sealed class SubsetIndex
{
    private readonly List<double> _own = [];
    private readonly List<double> _bestBelow = [];
    private long[] _keys = new long[1024];
    private int[] _children = new int[1024];
    private int _used;

    /// <summary>A new tree for one consequent.</summary>
    public int AddRoot() => AddNode();

    /// <summary>Adds an antecedent's value; of the same antecedent the larger value stays.</summary>
    public void Add(int root, ReadOnlySpan<int> antecedent, double value)
    {
        int node = root;
        Raise(_bestBelow, node, value);
        foreach (int item in antecedent)
        {
            node = ChildOrNew(node, item);
            Raise(_bestBelow, node, value);
        }

        Raise(_own, node, value);
    }

    /// <summary>Whether an antecedent that is a proper subset has at least this value.</summary>
    public bool HasAtLeast(int root, ReadOnlySpan<int> antecedent, double value) =>
        antecedent.Length > 0 && HasAtLeast(root, antecedent, value, skipped: 0);

    /// <summary>The largest value of an antecedent that is a proper subset; NaN when there is none.</summary>
    public double Best(int root, ReadOnlySpan<int> antecedent)
    {
        double best = double.NaN;
        if (antecedent.Length > 0)
        {
            Improve(root, antecedent, skipped: 0, ref best);
        }

        return best;
    }

    private bool HasAtLeast(int node, ReadOnlySpan<int> rest, double value, int skipped)
    {
        if (!(_bestBelow[node] >= value))
        {
            return false;
        }

        // Proper: at least one item has been left out on the way, or is about to be.
        if ((rest.Length > 0 || skipped > 0) && _own[node] >= value)
        {
            return true;
        }

        for (int at = 0; at < rest.Length; at++)
        {
            int child = Child(node, rest[at]);
            if (child >= 0 && HasAtLeast(child, rest[(at + 1)..], value, skipped + at))
            {
                return true;
            }
        }

        return false;
    }

    private void Improve(int node, ReadOnlySpan<int> rest, int skipped, ref double best)
    {
        if (_bestBelow[node] <= best)
        {
            return;
        }

        // NaN, for no value, loses every comparison: it never replaces a number, and a number always replaces it.
        double own = _own[node];
        if ((rest.Length > 0 || skipped > 0) && !double.IsNaN(own) && !(own <= best))
        {
            best = own;
        }

        for (int at = 0; at < rest.Length; at++)
        {
            int child = Child(node, rest[at]);
            if (child >= 0)
            {
                Improve(child, rest[(at + 1)..], skipped + at, ref best);
            }
        }
    }

    private static void Raise(List<double> values, int node, double value)
    {
        ref double current = ref CollectionsMarshal.AsSpan(values)[node];
        if (!(current >= value))
        {
            current = value;
        }
    }

    private int AddNode()
    {
        _own.Add(double.NaN);
        _bestBelow.Add(double.NaN);
        return _own.Count - 1;
    }

    private int Child(int node, int item)
    {
        int slot = SlotOf(node, item);
        return _children[slot] - 1;
    }

    private int ChildOrNew(int node, int item)
    {
        int slot = SlotOf(node, item);
        if (_children[slot] != 0)
        {
            return _children[slot] - 1;
        }

        if (++_used * 2 > _keys.Length)
        {
            Grow();
            slot = SlotOf(node, item);
        }

        int child = AddNode();
        _keys[slot] = KeyOf(node, item);
        _children[slot] = child + 1;
        return child;
    }

    private void Grow()
    {
        long[] keys = _keys;
        int[] children = _children;
        _keys = new long[keys.Length * 2];
        _children = new int[keys.Length * 2];
        for (int from = 0; from < keys.Length; from++)
        {
            if (children[from] != 0)
            {
                int slot = SlotOf((int)(keys[from] >> 32), (int)keys[from]);
                _keys[slot] = keys[from];
                _children[slot] = children[from];
            }
        }
    }

    /// <summary>Where the child stands, or the free place where it would stand.</summary>
    private int SlotOf(int node, int item)
    {
        long key = KeyOf(node, item);
        ulong bits = (ulong)key * 0x9E3779B97F4A7C15UL;
        int slot = (int)(bits >> (64 - BitOperations.Log2((uint)_keys.Length)));
        while (_children[slot] != 0 && _keys[slot] != key)
        {
            slot = (slot + 1) & (_keys.Length - 1);
        }

        return slot;
    }

    private static long KeyOf(int node, int item) => ((long)node << 32) | (uint)item;
}
