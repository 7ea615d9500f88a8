using NUnit.Framework;

namespace Labs.Testing.Tests.Suites;

/// <summary>A lab.json is read strictly, and what is wrong is named with its cure.</summary>
public sealed class LabTests
{
    private const string Good = """
        {
          // Comments are welcome.
          "name": "toy", "title": "A toy", "assembly": "Labs.Toy", "owns": ["src/**/*.cs"], "buildsOn": ["raft"],
          "parts": [{ "name": "A", "title": "First" }, { "name": "B", "title": "Second" }],
          "scenarios": [
            { "name": "One", "points": 5, "trials": 20 },
            { "name": "Two", "points": 0, "trials": 66, "tolerance": "3/100" }
          ]
        }
        """;

    [Test]
    public void A_lab_is_read()
    {
        var lab = Lab.Parse(Good, "lab.json");

        Assert.That((lab.Name, lab.Title, lab.Assembly), Is.EqualTo(("toy", "A toy", "Labs.Toy")));
        Assert.That(lab.Owns, Is.EqualTo(new[] { "src/**/*.cs" }));
        Assert.That(lab.BuildsOn, Is.EqualTo(new[] { "raft" }));
        Assert.That(lab.Parts, Is.EqualTo(new LabPart[] { new("A", "First"), new("B", "Second") }));
        Assert.That(lab.Scenarios, Is.EqualTo(new LabScenario[] { new("One", 5, 20, Tolerance.Default), new("Two", 0, 66, new(3, 100)) }));
    }

    [TestCase("\"name\": \"toy\",", "", "name is missing; add it.")]
    [TestCase("\"name\": \"toy\"", "\"name\": \"\"", "name is an empty string; write a string that is not empty.")]
    [TestCase("\"name\": \"toy\"", "\"name\": 3", "name is a number; write a string that is not empty.")]
    [TestCase("\"name\": \"toy\"", "\"name\": \"toy\", \"name\": \"toy\"", "name stands there twice; keep one.")]
    [TestCase(
        "\"name\": \"toy\"",
        "\"label\": \"toy\"",
        "label is not known; members are name, title, assembly, owns, parts, scenarios, buildsOn.")]
    [TestCase("[\"raft\"]", "\"raft\"", "buildsOn is a string; write a list.")]
    [TestCase("[\"raft\"]", "[\"raft\", null]", "buildsOn[1] is null; write a string that is not empty.")]
    [TestCase("{ \"name\": \"B\"", "{ \"name\": \"b\"", "parts[1].name is \"b\"; write one capital letter.")]
    [TestCase("{ \"name\": \"B\"", "{ \"name\": \"A\"", "parts has \"A\" twice; keep one.")]
    [TestCase("\"Two\"", "\"One\"", "scenarios has \"One\" twice; keep one.")]
    [TestCase("\"points\": 5", "\"points\": \"five\"", "scenarios[0].points is \"five\"; write a whole number from 0 to 1000.")]
    [TestCase("\"points\": 5", "\"points\": 2.5", "scenarios[0].points is 2.5; write a whole number from 0 to 1000.")]
    [TestCase("\"points\": 5", "\"points\": -1", "scenarios[0].points is -1; write a whole number from 0 to 1000.")]
    [TestCase("\"trials\": 20", "\"trials\": 0", "scenarios[0].trials is 0; write a whole number from 1 to 100000.")]
    [TestCase(", \"trials\": 20", "", "scenarios[0].trials is missing; add it.")]
    [TestCase(
        "\"3/100\"",
        "0.03",
        "scenarios[1].tolerance is 0.03; write a fraction below 1 as a string, such as \"1/100\".")]
    [TestCase("\"3/100\"", "\"3/3\"", "scenarios[1].tolerance is \"3/3\"; write a fraction below 1 as a string, such as \"1/100\".")]
    [TestCase("\"3/100\"", "\"3/0\"", "scenarios[1].tolerance is \"3/0\"; write a fraction below 1 as a string, such as \"1/100\".")]
    [TestCase("{ \"name\": \"One\", \"points\": 5, \"trials\": 20 }", "\"One\"", "scenarios[0] is a string; write an object.")]
    public void What_is_wrong_is_named_with_the_cure(string good, string bad, string message) => Assert.That(
        () => Lab.Parse(Good.Replace(good, bad, StringComparison.Ordinal), "labs/toy/lab.json"),
        Throws.InstanceOf<LabException>().With.Message.EqualTo($"labs/toy/lab.json: {message}"));

    [Test]
    public void What_is_no_JSON_is_named_with_its_line() => Assert.That(
        () => Lab.Parse("{\n  \"name\": toy\n}", "lab.json"),
        Throws.InstanceOf<LabException>().With.Message.StartsWith("lab.json is not JSON: ").And.Message.Contains("LineNumber: 1"));

    [Test]
    public void A_list_is_no_lab() => Assert.That(
        () => Lab.Parse("[]", "lab.json"),
        Throws.InstanceOf<LabException>().With.Message.EqualTo("lab.json: the file is a list; write an object."));

    [Test]
    public void A_file_that_is_missing_is_named() => Assert.That(
        () => Lab.Load("/nowhere/lab.json"),
        Throws.InstanceOf<LabException>().With.Message.StartsWith("/nowhere/lab.json can't be read: "));

    [TestCase(0, 20, true)]
    [TestCase(1, 99, false)]
    [TestCase(1, 100, true)]
    [TestCase(2, 199, false)]
    [TestCase(2, 200, true)]
    public void A_tolerance_is_exact(int failures, int trials, bool isAllowed) =>
        Assert.That(Tolerance.Default.Allows(failures, trials), Is.EqualTo(isAllowed));
}
