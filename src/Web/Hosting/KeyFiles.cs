using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Xtablo.Web.Hosting;

/// <summary>
/// The files of the keys that protect cookies and forms. One that is no key, as a full disk or a crash leaves it, would fail
/// every page: it is moved aside, where it is kept and not read again.
/// </summary>
internal sealed partial class KeyFiles(DirectoryInfo folder, ILoggerFactory loggers) : FileSystemXmlRepository(folder, loggers)
{
    private static readonly string[] Times = ["creationDate", "activationDate", "expirationDate"];

    private readonly ILogger<KeyFiles> _logger = loggers.CreateLogger<KeyFiles>();

    /// <exception cref="IOException">A file cannot be read, or moved.</exception>
    /// <exception cref="UnauthorizedAccessException">
    /// This user may not read one: its owner can mend that, and nobody has to sign in again.
    /// </exception>
    public override IReadOnlyCollection<XElement> GetAllElements()
    {
        var elements = new List<XElement>();
        foreach (var file in Directory.GetFiles("*.xml").OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            if (Read(file) is { } element)
            {
                elements.Add(element);
            }
            else
            {
                MoveAside(file.FullName);
            }
        }

        return elements;
    }

    /// <summary>Stores the keys in another place, once: what is taken away there later does not come back.</summary>
    public void HandOverTo(IXmlRepository place)
    {
        var isDone = new FileInfo(Path.Combine(Directory.FullName, "handed-over"));
        if (isDone.Exists)
        {
            return;
        }

        var there = place.GetAllElements().Select(TextOf).ToHashSet(StringComparer.Ordinal);
        foreach (var key in GetAllElements().Where(key => there.Add(TextOf(key))))
        {
            place.StoreElement(key, $"{key.Name.LocalName}-{key.Attribute("id")?.Value}");
        }

        File.WriteAllText(isDone.FullName, "These keys are in the database now, and are not read here any more.\n");
    }

    private static string TextOf(XElement key) => key.ToString(SaveOptions.DisableFormatting);

    /// <summary>Returns null for what is no key.</summary>
    private static XElement? Read(FileInfo file)
    {
        try
        {
            using var content = file.OpenRead();
            var element = XElement.Load(content);
            return element.Name.LocalName == "revocation" || IsKey(element) ? element : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static bool IsKey(XElement element) =>
        element.Name.LocalName == "key"
        && Guid.TryParse(element.Attribute("id")?.Value, out _)
        && Times.All(name => IsTime(element, name))
        && element.Element("descriptor") is { HasElements: true } descriptor
        && descriptor.Descendants("value").All(secret => IsBase64(secret.Value));

    private static bool IsTime(XElement key, string name) => DateTimeOffset.TryParse(
        key.Element(name)?.Value, CultureInfo.InvariantCulture, out _);

    private static bool IsBase64(string text) =>
        Convert.TryFromBase64String(text, new byte[text.Length], out var length) && length > 0;

    private void MoveAside(string file)
    {
        var aside = file + ".no-key";
        File.Move(file, aside, overwrite: true);
        LogMoved(_logger, file, aside);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{File} is no key, and was moved aside to {Aside}; if it was one, whoever signed in under it signs in again")]
    private static partial void LogMoved(ILogger logger, string file, string aside);
}
