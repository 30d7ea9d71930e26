using Xtablo.Application.Operation;

namespace Xtablo.Web.CommandLine;

/// <summary>What was given to a verb, read by its usage.</summary>
internal sealed class VerbArguments
{
    private readonly Verb _verb;
    private readonly Dictionary<string, List<string>> _options = new(StringComparer.Ordinal);
    private readonly List<string> _bare = [];

    /// <param name="given">What follows the words of the verb. Settings among it are passed over, but what an option has for a value is one.</param>
    /// <exception cref="OperatorException">It does not fit the verb's usage.</exception>
    public VerbArguments(Verb verb, IEnumerable<string> given)
    {
        _verb = verb;
        var rest = new Queue<string>(given);
        while (rest.TryDequeue(out var argument))
        {
            if (CommandLine.IsSetting(argument))
            {
                continue;
            }

            if (argument.StartsWith("--", StringComparison.Ordinal))
            {
                Take(argument, rest);
            }
            else
            {
                _bare.Add(argument);
            }
        }

        if (verb.Options.FirstOrDefault(option => option.IsRequired && !_options.ContainsKey(option.Name)) is { } missing)
        {
            throw Wrong($"'{verb.Name}' needs {missing.Name}.");
        }

        if (_bare.Count > 0 && _options.Count > 0 && verb.Usage.Contains(" | ", StringComparison.Ordinal))
        {
            throw Wrong($"'{verb.Name}' takes '{_bare[0]}' or {_options.Keys.First()}, and not both.");
        }

        if (_bare.Count > 0 && !verb.Usage.StartsWith('<'))
        {
            throw Wrong($"'{_bare[0]}' is too much for '{verb.Name}'.");
        }
    }

    /// <summary>The value of an option that has one and was given.</summary>
    public string this[string option] => _options[option][0];

    /// <summary>The value of an option; null when it was not given.</summary>
    public string? Find(string option) => _options.GetValueOrDefault(option)?[0];

    /// <summary>All values of an option, as many as were given.</summary>
    public IReadOnlyList<string> All(string option) => _options.GetValueOrDefault(option) ?? [];

    public bool Has(string option) => _options.ContainsKey(option);

    /// <summary>The path of the one file that was named, absolute.</summary>
    /// <exception cref="OperatorException">None was, or more than one.</exception>
    public string File => _bare is [var file] && !file.StartsWith('-') ? Path.GetFullPath(file) : throw Wrong($"'{_verb.Name}' takes the name of one file.");

    private void Take(string argument, Queue<string> rest)
    {
        var (name, value) = argument.Split('=', 2) is [var before, var after] ? (before, after) : (argument, null);
        var option = _verb.Options.FirstOrDefault(option => option.Name == name) ?? throw Wrong($"'{_verb.Name}' knows no option {name}.");
        if (!option.HasValue && value is not null)
        {
            throw Wrong($"{name} takes no value.");
        }

        if (option.HasValue && value is null && (!rest.TryDequeue(out value) || value.StartsWith("--", StringComparison.Ordinal)))
        {
            throw Wrong($"{name} needs a value.");
        }

        if (!_options.TryAdd(name, [value ?? ""]))
        {
            if (!option.MayRepeat)
            {
                throw Wrong($"{name} was given twice.");
            }

            _options[name].Add(value!);
        }
    }

    private OperatorException Wrong(string sentence) => new($"{sentence}\n\n{_verb.Help.TrimEnd()}");
}
