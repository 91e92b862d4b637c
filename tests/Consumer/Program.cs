using System.Reflection;

// What a newcomer does first: install the packages, start, read the answer.
foreach (string package in new[] { "CrossSell.Core", "CrossSell.Data", "CrossSell.Testing" })
{
    Console.WriteLine(Assembly.Load(package).GetName().Name);
}
