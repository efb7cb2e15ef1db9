// Reads a calendar from standard input and tells what ical.js understood, as JSON.
import { readFileSync } from "node:fs";
import ICAL from "./vendor/ical.min.mjs";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) {
  ICAL.TimezoneService.register(zone);
}
const refresh = calendar.getFirstProperty("refresh-interval");
const told = {
  method: calendar.getFirstPropertyValue("method"),
  name: calendar.getFirstPropertyValue("name"),
  refresh: refresh && [refresh.getParameter("value") ?? refresh.type, refresh.getFirstValue().toString()],
  events: calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      summary: event.summary,
      description: event.description,
      location: event.location,
      sequence: event.sequence,
      status: component.getFirstPropertyValue("status"),
      zone: event.startDate.zone.tzid,
      starts: event.startDate.toJSDate().toISOString(),
      ends: event.endDate.toJSDate().toISOString(),
      organiser: event.organizer,
      attendees: event.attendees.map((each) => [each.getFirstValue(), each.getParameter("partstat")]),
    };
  }),
};
process.stdout.write(JSON.stringify(told));
