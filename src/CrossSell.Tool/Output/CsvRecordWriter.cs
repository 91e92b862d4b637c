using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CrossSell.Tool;

/// <summary>RFC 4180 with LF; a set of items is one field, its items joined by <c>;</c>.</summary>
internal sealed class CsvRecordWriter : RecordWriter
{
    private const int MostAtOnce = 64;

    // Fewer rows are not worth looking up all items.
    private const int FewestAtOnce = 8;

    public CsvRecordWriter(Utf8Sink sink, IReadOnlyList<string> columns)
        : base(sink, columns) => sink.Write(string.Join(',', columns) + "\n");

    /// <remarks>The texts of the items are looked up once, so that an item of a row costs one word written.</remarks>
    public override bool TryRows(ItemNames names, ReadOnlySpan<int> items, ReadOnlySpan<ulong> itemsets, ReadOnlySpan<int> numbers, RowEnds ends)
    {
        Span<ulong> bytes = stackalloc ulong[MostAtOnce];
        Span<int> lengths = stackalloc int[MostAtOnce];
        if (itemsets.Length < FewestAtOnce || !BitConverter.IsLittleEndian)
        {
            return false;
        }

        for (int place = 0; place < items.Length; place++)
        {
            lengths[place] = names.ShortCsv(items[place], out bytes[place]);
            if (lengths[place] == 0)
            {
                return false;
            }
        }

        // Hot: a step for each item of each row. What is reserved has room for a word for each of 64 items, and a place is below 64.
        ref ulong word = ref MemoryMarshal.GetReference(bytes);
        ref int width = ref MemoryMarshal.GetReference(lengths);
        for (int i = 0; i < itemsets.Length; i++)
        {
            ReadOnlySpan<byte> end = ends.Of(numbers[i]);
            Span<byte> row = Sink.Reserve(((MostAtOnce + 1) * sizeof(ulong)) + end.Length);
            ref byte begin = ref MemoryMarshal.GetReference(row);
            ulong rest = itemsets[i];
            int place = BitOperations.Log2(rest);

            // The first has no separator before it.
            Unsafe.WriteUnaligned(ref begin, bytes[place] >> 8);
            int length = lengths[place] - 1;
            for (rest ^= 1UL << place; rest != 0; rest ^= 1UL << place)
            {
                place = BitOperations.Log2(rest);
                Unsafe.WriteUnaligned(ref Unsafe.Add(ref begin, length), Unsafe.Add(ref word, place));
                length += Unsafe.Add(ref width, place);
            }

            end.CopyTo(row[length..]);
            Sink.Advance(length + end.Length);
        }

        return true;
    }

    protected override void BeginValue()
    {
        if (Column > 0)
        {
            Sink.Write((byte)',');
        }
    }

    protected override void EndRow() => Sink.Write((byte)'\n');

    protected override void WriteMeasure(double? value)
    {
        if (value is double.PositiveInfinity or double.NegativeInfinity)
        {
            Sink.Write(value > 0 ? "Inf"u8 : "-Inf"u8);
        }
        else if (value is { } number)
        {
            Sink.Write(number);
        }
    }

    protected override void WriteText(string value) => Sink.Write(CsvText.Field(value));

    protected override void WriteItems(ItemNames names, ReadOnlySpan<int> items)
    {
        bool allShort = items.Length > 0;
        foreach (int item in items)
        {
            allShort &= names.ShortCsv(item, out _) > 0;
        }

        if (allShort)
        {
            WriteShortItems(names, items);
            return;
        }

        bool quoted = false;
        foreach (int item in items)
        {
            quoted |= names.Csv(item).NeedsQuotes;
        }

        if (quoted)
        {
            Sink.Write((byte)'"');
        }

        for (int i = 0; i < items.Length; i++)
        {
            if (i > 0)
            {
                Sink.Write(CsvText.ItemSeparator);
            }

            Sink.Write(names.Csv(items[i]).Utf8);
        }

        if (quoted)
        {
            Sink.Write((byte)'"');
        }
    }

    private void WriteShortItems(ItemNames names, ReadOnlySpan<int> items)
    {
        // The first has no separator before it.
        int length = names.ShortCsv(items[0], out ulong bytes);
        Sink.Write(bytes >> 8, length - 1);
        foreach (int item in items[1..])
        {
            length = names.ShortCsv(item, out bytes);
            Sink.Write(bytes, length);
        }
    }
}
