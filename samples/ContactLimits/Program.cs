// Nobody is contacted too often, whatever runs at once: two processes ask for the same customers, again and again, on one SQLite file.
// The program starts itself a second time; both reserve, dispatch and commit through the ledger, and no agreement between them is needed.
using System.Globalization;
using ContactLimits;
using CrossSell.Ledger;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["worker", var shared])
{
    return await OtherProcess.ServeAsync(shared);
}

string folder = Directory.CreateTempSubdirectory("crosssell-contacts-").FullName;
try
{
    string file = Path.Combine(folder, "contacts.db");
    await using ContactDesk desk = await ContactDesk.OpenAsync(file);
    await desk.Ledger.RecordObjectionAsync(CustomerRef.Of(Race.Customer(0)), channel: "phone");

    using var other = OtherProcess.Start(file);
    Tally mine = await Race.RunAsync(desk, "this process");
    Tally theirs = other.Finish();

    var report = new Report(desk);
    bool isHeld = await report.ShowCapsAsync(mine, theirs);
    await report.ShowReasonsAsync();
    return isHeld ? 0 : 1;
}
finally
{
    Directory.Delete(folder, recursive: true);
}
