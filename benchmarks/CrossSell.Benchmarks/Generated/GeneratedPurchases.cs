using System.Globalization;

namespace CrossSell.Benchmarks.Generated;

/// <summary>Purchases as a CSV file of five columns, about 46 bytes a row: customer, product, time, quantity, price; in no order of customers.</summary>
internal static class GeneratedPurchases
{
    private const string Header = "customer_id,product_id,timestamp,quantity,price\n";

    /// <summary>The file in memory.</summary>
    /// <param name="rows">How many purchases; there are a tenth as many customers, and one product for every 500 rows, at least 50 and at most 20,000.</param>
    /// <param name="seed">The same seed gives the same bytes.</param>
    public static byte[] ToCsv(int rows, ulong seed)
    {
        using var stream = new MemoryStream(rows * 48);
        WriteCsv(stream, rows, seed);
        return stream.ToArray();
    }

    /// <summary>The file, written.</summary>
    public static void WriteCsv(Stream stream, int rows, ulong seed)
    {
        var numbers = new SeededNumbers(seed);
        int customers = Math.Max(1, rows / 10);
        int products = Math.Clamp(rows / 500, 50, 20_000);
        byte[] buffer = new byte[1 << 16];
        int used = System.Text.Encoding.ASCII.GetBytes(Header, buffer);
        for (int row = 0; row < rows; row++)
        {
            if (buffer.Length - used < 128)
            {
                stream.Write(buffer, 0, used);
                used = 0;
            }

            // The square lets low numbers sell more often.
            double popular = numbers.Unit();
            DateTime time = new DateTime(2023, 1, 1, 0, 0, 0, DateTimeKind.Unspecified).AddSeconds(numbers.Below(2 * 365 * 86_400));
            Span<byte> rest = buffer.AsSpan(used);
            bool fits = System.Text.Unicode.Utf8.TryWrite(
                rest,
                CultureInfo.InvariantCulture,
                $"C{numbers.Below(customers):D8},P{(int)(popular * popular * products):D5},{time:yyyy-MM-dd HH:mm:ss},{1 + numbers.Below(5)},{1 + numbers.Below(99)}.{numbers.Below(100):D2}\n",
                out int written);
            used += fits ? written : throw new InvalidOperationException("A row takes more than 128 bytes.");
        }

        stream.Write(buffer, 0, used);
    }
}
