using CentralEndpoint.Reports;

namespace CentralEndpoint.People;

/// <summary>Writes names as a table. A name that a spreadsheet would take for a formula gets an apostrophe before it.</summary>
internal static class PeopleCsv
{
    public static CsvTable Of(string instance, IEnumerable<PersonView> people)
    {
        var table = new CsvTable("instance", "first_name", "last_name", "email", "state", "note");
        foreach (var person in people)
        {
            table.Add(instance, person.FirstName, person.LastName, person.Email, person.State, person.Note);
        }

        return table;
    }
}
