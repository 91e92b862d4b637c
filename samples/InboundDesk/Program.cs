// A customer calls. Type his number and see, before the first sentence, who he is, what was agreed, what to offer and why, and what not until when.
// Without a terminal the sample shows three customers and ends.
using System.Globalization;
using CrossSell;
using CrossSell.Ledger;
using InboundDesk;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
DeskWords words = args is ["de"] ? DeskWords.German : DeskWords.English;
await using CallCentre centre = await CallCentre.OpenAsync();
if (Console.IsInputRedirected)
{
    foreach (string number in centre.Examples)
    {
        Console.WriteLine(await centre.ScreenAsync(number, words));
    }

    return;
}

Console.WriteLine($"Customer number, such as {string.Join(", ", centre.Examples)}; an empty line ends.");
while (Console.ReadLine() is { Length: > 0 } number)
{
    Console.WriteLine(await centre.ScreenAsync(number.Trim(), words));
}
