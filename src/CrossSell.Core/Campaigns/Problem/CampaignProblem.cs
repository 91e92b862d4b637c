namespace CrossSell.Campaigns;

/// <summary>Who could be contacted about what, by which channel and when, what that would bring, and every limit: what <see cref="CampaignPlanner"/> chooses from.</summary>
/// <remarks>
/// Immutable and thread-safe; made by <see cref="CampaignProblemBuilder"/>. About 22 bytes a candidate, 20 a customer and 10 a limit of a customer that can bind.
/// Candidates are numbered in the order in which they were added; those of a customer are neighbours.
/// </remarks>
public sealed class CampaignProblem
{
    internal CampaignProblem(
        string[] products, string[] channels, CampaignSlot[] slots, CustomerId[] customers, int[] kinds, double[] values, long[] costs, RowTable rows, BlockTable blocks)
    {
        ProductNames = products;
        ChannelNames = channels;
        SlotList = slots;
        CustomerIds = customers;
        Kinds = kinds;
        Values = values;
        Costs = costs;
        RowTable = rows;
        Blocks = blocks;
    }

    /// <summary>The products, in the order in which they were added.</summary>
    public IReadOnlyList<string> Products => ProductNames;

    /// <summary>The channels, in the order in which they were added.</summary>
    public IReadOnlyList<string> Channels => ChannelNames;

    /// <summary>The slots, in the order in which they were added.</summary>
    public IReadOnlyList<CampaignSlot> Slots => SlotList;

    /// <summary>The customers, in the order in which they were added.</summary>
    public IReadOnlyList<CustomerId> Customers => CustomerIds;

    /// <summary>The campaign-wide rows, in the order in which they were added.</summary>
    public IReadOnlyList<CampaignRow> Rows => RowTable.Rows;

    /// <summary>How many candidates there are.</summary>
    public int CandidateCount => Kinds.Length;

    /// <summary>One candidate.</summary>
    /// <remarks>O(log customers).</remarks>
    /// <param name="candidate">Its number, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such candidate.</exception>
    public CampaignCandidate this[int candidate]
    {
        get
        {
            int customer = CustomerOf(candidate);
            (int product, int channel, int slot) = PartsOf(Kinds[candidate]);
            return new CampaignCandidate(
                CustomerIds[customer], ProductNames[product], ChannelNames[channel], SlotList[slot], Values[candidate], Costs[candidate] / (decimal)RowTable.Micro);
        }
    }

    internal string[] ProductNames { get; }

    internal string[] ChannelNames { get; }

    internal CampaignSlot[] SlotList { get; }

    internal CustomerId[] CustomerIds { get; }

    /// <summary>Of each candidate: (slot, channel, product) as one number.</summary>
    internal int[] Kinds { get; }

    internal double[] Values { get; }

    /// <summary>Of each candidate, in millionths.</summary>
    internal long[] Costs { get; }

    internal RowTable RowTable { get; }

    internal BlockTable Blocks { get; }

    /// <summary>The candidates of a customer: from the first to the last, the end excluded.</summary>
    /// <param name="customer">The customer's place in <see cref="Customers"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such customer.</exception>
    public Range CandidatesOf(int customer)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)customer, (uint)CustomerIds.Length, nameof(customer));
        return Blocks.CandidateStart[customer]..Blocks.CandidateStart[customer + 1];
    }

    /// <summary>The customer of a candidate, as a place in <see cref="Customers"/>.</summary>
    /// <remarks>O(log customers).</remarks>
    /// <param name="candidate">Its number, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such candidate.</exception>
    public int CustomerOf(int candidate)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)candidate, (uint)Kinds.Length, nameof(candidate));

        // The last customer whose candidates begin at or before it: customers without any share the start of the next.
        int low = 0;
        int high = CustomerIds.Length;
        while (high - low > 1)
        {
            int middle = (low + high) >> 1;
            if (Blocks.CandidateStart[middle] <= candidate)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    internal (int Product, int Channel, int Slot) PartsOf(int kind)
    {
        (int rest, int product) = Math.DivRem(kind, ProductNames.Length);
        (int slot, int channel) = Math.DivRem(rest, ChannelNames.Length);
        return (product, channel, slot);
    }
}
