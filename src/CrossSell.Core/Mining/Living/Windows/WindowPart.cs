namespace CrossSell.Mining.Living;

/// <summary>A part of a window, its items in the window's numbering.</summary>
/// <param name="Name">What the caller calls it.</param>
/// <param name="Time">When it was, as far as the caller says.</param>
/// <param name="Sequence">Its place in the order in which parts came, from 1.</param>
/// <param name="Transactions">Its transactions.</param>
internal sealed record WindowPart(string Name, DateTime? Time, int Sequence, Transactions Transactions)
{
    /// <summary>
    /// How often each tracked itemset occurs here, so that taking the part out costs no counting: by entry, 0 behind the end; of those tracked only since a later
    /// part, nothing is told. Null when it has to be counted.
    /// </summary>
    public int[]? Counts { get; set; }

    public long Bytes => BytesOf(Transactions) + (sizeof(int) * (Counts?.LongLength ?? 0));

    public static long BytesOf(Transactions transactions) =>
        sizeof(int) * ((long)transactions.Starts.Length + transactions.Items.Length + transactions.Weights.Length);

    /// <summary>The same transactions in another numbering.</summary>
    public static Transactions Renumber(Transactions transactions, int[] numbers, IReadOnlyList<string> ids)
    {
        int[] starts = transactions.Starts.ToArray();
        int[] items = transactions.Items.ToArray();
        for (int place = 0; place < items.Length; place++)
        {
            items[place] = numbers[items[place]];
        }

        for (int row = 0; row + 1 < starts.Length; row++)
        {
            items.AsSpan(starts[row], starts[row + 1] - starts[row]).Sort();
        }

        Transactions renumbered = new(starts, items, ids);
        return transactions.IsWeighted ? renumbered.WithWeights(transactions.Weights) : renumbered;
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Name);
        writer.Write(Sequence);
        writer.Write(Time is null ? -1 : (int)Time.Value.Kind);
        writer.Write(Time?.Ticks ?? 0);
        Columns.Write(writer, Transactions.Starts);
        Columns.Write(writer, Transactions.Items);
        Columns.Write(writer, Transactions.Weights);
    }

    /// <exception cref="InvalidDataException">The numbers do not make transactions.</exception>
    public static WindowPart Read(BinaryReader reader, IReadOnlyList<string> ids)
    {
        string name = reader.ReadString();
        int sequence = reader.ReadInt32();
        int kind = reader.ReadInt32();
        long ticks = reader.ReadInt64();
        int[] starts = Columns.ReadNumbers(reader);
        int[] items = Columns.ReadNumbers(reader);
        int[] weights = Columns.ReadNumbers(reader);
        Columns.Require(name.Length > 0 && sequence > 0, "a part has no name or no place");
        Columns.Require(starts.Length > 0 && starts[0] == 0 && starts[^1] == items.Length, "the starts of transactions do not fit their items");
        for (int row = 0; row + 1 < starts.Length; row++)
        {
            Columns.Require(starts[row] <= starts[row + 1] && starts[row + 1] <= items.Length, "the starts of transactions fall");
            Columns.Require(Columns.IsAscending(items.AsSpan(starts[row]..starts[row + 1]), ids.Count), "a transaction is not ascending or names an item that is not there");
        }

        DateTime? time = kind < 0 ? null : new DateTime(ticks, (DateTimeKind)kind);
        Transactions transactions = new(starts, items, ids);
        return new WindowPart(name, time, sequence, weights.Length == 0 ? transactions : transactions.WithWeights(weights));
    }

    /// <summary>Puts parts behind one another.</summary>
    public static Transactions Join(IReadOnlyList<WindowPart> parts, IReadOnlyList<string> ids)
    {
        int[] starts = new int[checked(parts.Sum(part => part.Transactions.Count) + 1)];
        int[] items = new int[checked(parts.Sum(part => part.Transactions.Items.Length))];
        bool isWeighted = parts.Any(part => part.Transactions.IsWeighted);
        int[] weights = isWeighted ? new int[starts.Length - 1] : [];
        int row = 0;
        int end = 0;
        foreach (Transactions part in parts.Select(part => part.Transactions))
        {
            part.Items.CopyTo(items.AsSpan(end));
            for (int here = 0; here < part.Count; here++, row++)
            {
                starts[row + 1] = end + part.Starts[here + 1];
                if (isWeighted)
                {
                    weights[row] = part.IsWeighted ? part.Weights[here] : 1;
                }
            }

            end += part.Items.Length;
        }

        Transactions joined = new(starts, items, ids);
        return isWeighted ? joined.WithWeights(weights) : joined;
    }
}
