namespace CrossSell.Benchmarks.Baselines;

/// <summary>Baskets read line by line: split at the blanks, number the items with a dictionary.</summary>
internal static class SplitLines
{
    public static (List<int[]> Baskets, Dictionary<string, int> Numbers) Load(TextReader text)
    {
        List<int[]> baskets = [];
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        while (text.ReadLine() is { } line)
        {
            HashSet<int> basket = [];
            foreach (string item in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (!numbers.TryGetValue(item, out int number))
                {
                    numbers.Add(item, number = numbers.Count);
                }

                basket.Add(number);
            }

            baskets.Add([.. basket.Order()]);
        }

        return (baskets, numbers);
    }
}
